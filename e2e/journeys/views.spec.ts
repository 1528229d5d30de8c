import type { Page } from '@playwright/test';
import type { ViewList } from '@/lib/contracts/views';
import { DIALOG, expectAccessibleInBoth } from '../support/desk/accessible';
import { asOwner } from '../support/desk/as-owner';
import { atWork } from '../support/desk/verbs';
import { expect, test } from '../support/directory/directory-fixtures';

/** Saved views: filters, order and columns under a name, at the top of Customers and Expiring. */

const menu = (page: Page) => page.getByRole('menu', { name: 'Views' });
const dialog = (page: Page) => page.getByRole('dialog');

async function openMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Views' }).click();
  await expect(menu(page)).toBeVisible();
}

test.beforeEach(async ({ signIn, stack }) => {
  await asOwner(stack, (query) => query('DELETE FROM saved_views'));
  await signIn('compliance');
});

test('a view brings filters, order and columns back, says how many it holds, and opens by a link', async ({ page }) => {
  await page.goto('/customers?expired=true&sortBy=name&order=asc');
  await atWork(page);
  const email = page.getByRole('columnheader', { name: 'Email' });
  await expect(email).toBeVisible();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Email' }).click();
  await expect(email).toBeHidden();
  await page.keyboard.press('Escape');

  await openMenu(page);
  await expect(menu(page)).toContainText('No view is saved here yet.');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeVisible();
  await dialog(page).getByLabel('Name').fill('Ask +971 50 123 4567');
  await expect(dialog(page)).toContainText('This looks like a customer’s data');
  await dialog(page).getByLabel('Name').fill('Expired, by name');
  await expectAccessibleInBoth(page, DIALOG);
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Views' })).toBeFocused();

  // Another arrangement, without filters.
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Email' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(email).toBeVisible();
  await expect(page).toHaveURL(/\/customers\?sortBy=name&order=asc$/);

  await openMenu(page);
  const view = page.getByRole('menuitem', { name: /Expired, by name/ });
  await page.getByRole('menuitemcheckbox', { name: 'Show counts' }).click();
  const counts = await page.request.post('/api/customers/counts', { data: { filters: { expired: true } } });
  const { total } = (await counts.json()) as { total: number };
  await expect(view).toContainText(String(total));
  await expectAccessibleInBoth(page, { within: '[role=menu]' });
  await view.click();
  await expect(page).toHaveURL(/\/customers\?expired=true&sortBy=name&order=asc$/);
  await expect(page.getByText('Has expired documents')).toBeVisible();
  await expect(email).toBeHidden();
  await page.goBack();
  await expect(page).toHaveURL(/\/customers\?sortBy=name&order=asc$/);

  const { views } = (await (await page.request.get('/api/views')).json()) as ViewList;
  await page.goto(`/views/${views[0]?.id}`);
  await expect(page).toHaveURL(/\/customers\?expired=true&sortBy=name&order=asc$/);
  await expect(page.getByText('Has expired documents')).toBeVisible();
});

test('the dialogs of views go with what the page showed', async ({ page }) => {
  const state = { page: 'customers', filters: {} };
  const view = { id: crypto.randomUUID(), name: 'All of them', team: false, state };
  expect((await page.request.post('/api/views', { data: view })).ok()).toBe(true);
  await page.goto('/customers?expired=true');
  await atWork(page);
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(page).toHaveURL(/\/customers$/);
  await openMenu(page);
  await page.getByRole('menuitem', { name: 'Manage views…' }).click();
  await expect(dialog(page).getByRole('button', { name: 'Set to what is shown now' })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/expired=true$/);
  await expect(dialog(page)).toHaveCount(0);
  await openMenu(page);
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await expect(dialog(page).getByLabel('Name')).toBeVisible();
  await page.goForward();
  await expect(page).toHaveURL(/\/customers$/);
  await expect(dialog(page)).toHaveCount(0);
});

test('views of Expiring are renamed, updated, chosen for the digest and removed', async ({ page, quiet }) => {
  quiet(/409/);
  const other = {
    id: crypto.randomUUID(),
    name: 'Other',
    team: false,
    state: { page: 'expiring', params: { within: 90 } },
  };
  expect((await page.request.post('/api/views', { data: other })).ok()).toBe(true);
  await page.goto('/expiring?within=this-month');
  await atWork(page);
  await openMenu(page);
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await dialog(page).getByLabel('Name').fill('This month');
  await dialog(page).getByLabel('Keep the columns').uncheck();
  await dialog(page).getByLabel('The team').check();
  await dialog(page).getByRole('button', { name: 'Save view' }).click();
  await expect(dialog(page)).toBeHidden();

  await page.getByText('Within 90 days').click();
  await expect(page).toHaveURL(/within=90$/);
  await openMenu(page);
  await page.getByRole('menuitem', { name: 'Manage views…' }).click();
  const line = dialog(page)
    .getByRole('listitem')
    .filter({ has: page.getByLabel('Name of This month') });
  await line.getByLabel('In the daily digest').click();
  await expect(line.getByLabel('In the daily digest')).toBeChecked();
  await line.getByRole('button', { name: 'Set to what is shown now' }).click();
  await expect(line).toContainText('It now shows what is shown here.');
  await line.getByLabel('Name of This month').fill('Quarter');
  await page.keyboard.press('Enter');
  const renamed = dialog(page)
    .getByRole('listitem')
    .filter({ has: page.getByLabel('Name of Quarter') });
  await expect(renamed).toBeVisible();
  await expectAccessibleInBoth(page, DIALOG);
  // A name that is typed and not saved is not lost by Done.
  await renamed.getByLabel('Name of Quarter').fill('Quarters');
  await dialog(page).getByRole('button', { name: 'Done' }).click();
  const question = page.getByRole('alertdialog', { name: 'Discard what you typed?' });
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await expect(question).toBeHidden();

  // A colleague changes the view, and the list hears of it: the next change here is not made over it in silence.
  const list = (await (await page.request.get('/api/views')).json()) as ViewList;
  const theirs = list.views.find(({ name }) => name === 'Quarter');
  const change = { version: theirs?.version, digest: false };
  expect((await page.request.patch(`/api/views/${theirs?.id}`, { data: change })).ok()).toBe(true);
  await dialog(page)
    .getByRole('listitem')
    .filter({ has: page.getByLabel('Name of Other') })
    .getByLabel('For the team')
    .click();
  const digest = renamed.getByLabel('In the daily digest');
  await expect(digest).not.toBeChecked();
  await renamed.getByRole('button', { name: 'Save the name' }).click();
  await expect(renamed).toContainText('Somebody has changed this view meanwhile.');
  await digest.click();
  await expect(digest).toBeChecked();
  await renamed.getByLabel('Name of Quarter').fill('Quarter');
  await dialog(page).getByRole('button', { name: 'Done' }).click();
  await expect(dialog(page)).toBeHidden();

  await page.getByText('Within 30 days').click();
  await expect(page).toHaveURL(/within=30$/);
  await openMenu(page);
  await page.getByRole('menuitem', { name: 'Quarter' }).click();
  await expect(page).toHaveURL(/within=90$/);

  const { views } = (await (await page.request.get('/api/views')).json()) as ViewList;
  const { id, state } = views.find(({ name }) => name === 'Quarter') ?? {};
  // Saved without columns: each colleague's browser keeps its own.
  expect(state).toEqual({ page: 'expiring', params: { within: 90 } });
  await openMenu(page);
  await page.getByRole('menuitem', { name: 'Manage views…' }).click();
  await renamed.getByRole('button', { name: 'Remove Quarter' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(renamed).toBeHidden();
  await page.goto(`/views/${id}`);
  await expect(page.getByText('This view is not here')).toBeVisible();
});
