import type { Page } from '@playwright/test';
import { atWork, openMain } from '../support/desk/verbs';
import { expect, test } from '../support/directory/directory-fixtures';

/** Documents that people mark as done, and the selection of rows. */

const table = (page: Page) => page.getByRole('table', { name: 'Expiring documents' });
const rowsOf = (page: Page) => table(page).locator('tbody').getByRole('row');

async function openExpiring(page: Page, query = ''): Promise<void> {
  await page.goto(`/expiring${query}`);
  await atWork(page);
  await expect(rowsOf(page).first()).toBeVisible();
}

test.beforeEach(async ({ signIn }) => {
  await signIn('compliance');
});

test('rows are marked as done by the keyboard, for oneself or for all, with a word, and left out on demand', async ({
  page,
}) => {
  await openExpiring(page, '?within=90');
  await rowsOf(page).nth(1).getByRole('link').focus();
  await page.keyboard.press(' ');
  const name = (await rowsOf(page).nth(1).getByRole('link').textContent()) ?? '';
  await page.keyboard.press('d');
  const dialog = page.getByRole('dialog', { name: 'Mark 1 document as done' });
  await dialog.getByRole('radio', { name: 'Everybody' }).check();
  await dialog.getByRole('textbox').fill('call 050 123 4567');
  await expect(dialog.getByText(/looks like a customer’s data/)).toBeVisible();
  await dialog.getByRole('textbox').fill('written to them');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('1 document is marked as done')).toBeVisible();
  await expect(rowsOf(page).nth(1)).toContainText('Done for all');
  await page.getByRole('checkbox', { name: 'Not done only' }).check();
  await expect(page).toHaveURL(/open=true/);
  await expect(rowsOf(page).filter({ hasText: name }).filter({ hasText: 'Done for all' })).toHaveCount(0);
  await page.goBack();
  const all = page.getByRole('checkbox', { name: /^Select all \d+ shown$/ });
  await all.check();
  await expect(page.getByText(/^\d+ documents of \d+ customers selected$/)).toBeInViewport();
  await all.uncheck();
  // A key that is held selects all once, and does not take the choice back.
  await rowsOf(page).nth(1).getByRole('link').focus();
  for (const _ of [1, 2, 3, 4]) await page.keyboard.down('a');
  await page.keyboard.up('a');
  await expect(all).toBeChecked();
  await all.uncheck();
  await rowsOf(page).nth(1).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Mark as done' }).click();
  await page.getByRole('button', { name: 'Take the mark away' }).click();
  await expect(page.getByText('The mark of 1 document was taken away')).toBeVisible();
  await expect(rowsOf(page).nth(1)).not.toContainText('Done for all');
});

test('marks that are not saved after the page was left are told, with the word', async ({ page, quiet }) => {
  quiet(/Failed to load/);
  await page.goto('/customers');
  await openMain(page, 'Expiring');
  await expect(rowsOf(page).first()).toBeVisible();
  await atWork(page);
  await rowsOf(page).nth(1).getByRole('checkbox').check();
  await page.keyboard.press('d');
  const dialog = page.getByRole('dialog', { name: 'Mark 1 document as done' });
  await dialog.getByRole('textbox').fill('written to them');
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/expiring/marks', async (route) => {
    await released;
    await route.abort();
  });
  const sent = page.waitForRequest('**/api/expiring/marks');
  await page.keyboard.press('Enter');
  await sent;
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
  release();
  const told = page.getByRole('alert').filter({ hasText: '1 document was not marked as done.' });
  await expect(told).toContainText('You wrote: written to them');
});

test('a row that has left the list and comes back is not selected by itself', async ({ page, quiet }) => {
  quiet(/Failed to load/);
  await openExpiring(page, '?within=90&open=true');
  const links = await rowsOf(page)
    .getByRole('link')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  // Of customers with one document here.
  const [one = '', other = ''] = links.filter((href) => links.filter((each) => each === href).length === 1);
  const rowOf = (href: string) => rowsOf(page).filter({ has: page.locator(`a[href="${href}"]`) });
  let marks: object = {};
  await page.route('**/api/expiring/marks', async (route) => {
    marks = route.request().postDataJSON() as object;
    await route.abort();
  });
  // After a mark that failed, the desk asks which documents are still there.
  const refresh = async () => {
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog', { name: /^Mark \d+ documents? as done$/ });
    await dialog.getByRole('button', { name: 'Mark as done' }).click();
    await expect(dialog.getByRole('alert')).toBeVisible();
    const rows = page.waitForResponse((response) => response.url().includes('/api/expiring/customers'));
    await page.keyboard.press('Escape');
    await rows;
  };
  await rowOf(one).getByRole('checkbox').check();
  await refresh();
  const mark = (done: boolean) => page.request.post('/api/expiring/marks', { data: { ...marks, done } });
  const its = { ...marks };
  expect((await mark(true)).ok()).toBe(true);
  await refresh();
  await expect(rowOf(one)).toHaveCount(0);
  expect((await page.request.post('/api/expiring/marks', { data: { ...its, done: false } })).ok()).toBe(true);
  await rowOf(other).getByRole('checkbox').check();
  await refresh();
  await expect(rowOf(one)).toBeVisible();
  await expect(rowOf(one).getByRole('checkbox')).not.toBeChecked();
  await expect(rowOf(other).getByRole('checkbox')).toBeChecked();
});
