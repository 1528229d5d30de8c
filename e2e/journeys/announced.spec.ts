import type { Page } from '@playwright/test';
import { listen } from '../support/desk/announced';
import { asOwner } from '../support/desk/as-owner';
import { customerAtRest, openCustomer } from '../support/desk/verbs';
import { expect, test } from '../support/directory/directory-fixtures';
import { openExpiring } from '../support/states/list-states';
import { makeRows } from '../support/states/made-rows';

/** What a screen reader says of what has changed: each outcome once, in words. */

const dialog = (page: Page) => page.getByRole('dialog');
const notes = (page: Page) => page.getByRole('region', { name: 'Notes' });
const box = (page: Page) => page.getByRole('textbox', { name: 'Note' });

/** Waits until something was said, and wants it said once. */
function hearing(page: Page, heard: () => Promise<string[]>): (text: string | RegExp) => Promise<void> {
  const said: string[] = [];
  const matching = (text: string | RegExp) =>
    said.filter((one) => (typeof text === 'string' ? one.includes(text) : text.test(one)));
  const listened = async (text: string | RegExp) => {
    said.push(...(await heard()));
    return matching(text);
  };
  return async (text) => {
    await expect.poll(() => listened(text), { message: `heard: ${text}` }).not.toEqual([]);
    // The frame in which a second voice would speak.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    expect(await listened(text), String(text)).toHaveLength(1);
    said.length = 0;
  };
}

test('notes: the list, colleagues found, a warning, what was saved, changed and deleted', async ({
  page,
  sandbox,
  signIn,
  stack,
}) => {
  await signIn('support');
  await openCustomer(page, (await sandbox.named('changed-meanwhile')).uuid);
  await customerAtRest(page);
  await expect(notes(page)).toBeVisible();
  const hears = hearing(page, await listen(page));
  await page.keyboard.press('n');
  await page.keyboard.type(`Ask @${stack.accounts.compliance.name.slice(0, 4).toLowerCase()}`);
  await hears(/^1 person$/);
  await page.keyboard.type('qqq');
  await hears('No colleague has such a name.');
  await page.keyboard.press('Escape');
  await box(page).fill('Call 050 123 4567');
  await page.keyboard.press('Control+Enter');
  await hears('This looks like an e-mail address, a phone number or a document number.');
  await page.keyboard.press('Control+Enter');
  await hears('Note saved');
  await notes(page).getByRole('button', { name: 'Change' }).click();
  await box(page).fill('Call in the afternoon');
  await page.keyboard.press('Control+Enter');
  await hears('Note changed');
  await notes(page).getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await hears('Note deleted');
});

test('views and the worklist: how many, what was saved, marked and made', async ({
  page,
  sandbox,
  signIn,
  stack,
  quiet,
}) => {
  quiet(/50\d/);
  await signIn('compliance');
  await asOwner(stack, (query) => query('DELETE FROM saved_views'));
  await openExpiring(page, '?within=90');
  const hears = hearing(page, await listen(page));
  // The figures come after the rows: the total of the choice before is not told.
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/api/expiring?*', async (route) => {
    await held;
    await route.continue();
  });
  const rowsCame = page.waitForResponse('**/api/expiring/customers?*');
  await page.getByText('Within 60 days').click();
  await (await rowsCame).finished();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  answer();
  await hears(/^(\d+ documents|50 of \d+ documents shown)$/);
  await page.getByRole('button', { name: 'Views', exact: true }).click();
  await hears('No view is saved here yet.');
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await dialog(page).getByLabel('Name').fill('Sixty days');
  await page.keyboard.press('Enter');
  await hears(/View saved.*Sixty days/);
  await page.getByRole('button', { name: 'Views', exact: true }).click();
  await hears(/^1 view$/);
  await page.getByRole('menuitemcheckbox', { name: 'Show counts' }).click();
  await hears('The counts are shown');
  await page.getByRole('menuitem', { name: 'Manage views…' }).click();
  await dialog(page).getByLabel('Name of Sixty days').fill('Two months');
  await page.keyboard.press('Enter');
  await hears('“Two months” is changed');
  await dialog(page).getByRole('button', { name: 'Remove Two months' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await hears('“Two months” is removed');
  await dialog(page).getByRole('button', { name: 'Done' }).click();

  const rows = page.getByRole('table', { name: 'Expiring documents' }).locator('tbody').getByRole('checkbox');
  await rows.first().check();
  await hears('1 document of 1 customer selected');
  await page.keyboard.press('d');
  await dialog(page).getByRole('button', { name: 'Mark as done' }).click();
  await hears('1 document is marked as done');
  await rows.first().check();
  await sandbox.fault({ mode: 'status', status: 500, path: 'url', times: 1 });
  await page.getByRole('button', { name: 'Create links' }).click();
  await dialog(page).getByRole('button', { name: 'Create 1 link' }).click();
  await hears(/^0 links were created/);
});

test('activity, reviews and alerts @more', async ({ page, sandbox, signIn, stack }) => {
  await signIn('admin');
  const { uuid } = await sandbox.named('all-documents');
  await makeRows(stack, uuid);
  // Openings of one person in a row are one line.
  for (let turn = 0; turn < 8; turn += 1) {
    for (const role of ['compliance', 'support', 'admin'] as const) {
      await signIn(role);
      await page.request.get(`/api/customers/${uuid}`);
    }
  }
  await openCustomer(page, uuid);
  await customerAtRest(page);
  const activity = page.getByRole('region', { name: 'Activity' });
  const heard = await listen(page);
  const hears = hearing(page, heard);
  await activity.getByRole('button', { name: /^Show/ }).last().click();
  await hears(/^\d+ entries shown$/);
  await expect(page.locator(':focus')).not.toHaveCount(0);

  await page.goto('/alerts');
  await expect(page.getByRole('list', { name: 'Alerts' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Notifications' })).toBeAttached();
  const onAlerts = hearing(page, await listen(page));
  await page.getByRole('button', { name: 'Send a test alert' }).click();
  await onAlerts('Test alert sent');

  await page.goto('/reviews');
  await expect(page.getByRole('region', { name: 'Notifications' })).toBeAttached();
  const onReviews = hearing(page, await listen(page));
  await page
    .getByRole('button', { name: /^Close review/ })
    .first()
    .click();
  await dialog(page).getByLabel('What you found').fill('It was the night shift.');
  await page.keyboard.press('Enter');
  await onReviews(/Review #\d+ is closed/);
});
