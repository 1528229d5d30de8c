import fs from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import type { SearchCounts, SearchFilters } from '@/lib/contracts/search';
import { DIALOG, expectAccessibleInBoth } from '../support/desk/accessible';
import { parseCsv } from '../support/desk/parse-csv';
import { chooseExportPurpose } from '../support/desk/purpose';
import { thorough } from '../support/desk/thorough';
import { exportDialog, openList, searchFor, settledRows } from '../support/desk/verbs';
import { expect, test } from '../support/directory/directory-fixtures';

async function openExport(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = exportDialog(page);
  await expect(dialog).toBeVisible();
  await chooseExportPurpose(dialog);
  return dialog;
}

/** The file that a press on the button saves, in records. */
async function exported(page: Page, dialog: Locator): Promise<{ name: string; records: string[][] }> {
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export CSV' }).click();
  const download = await coming;
  const records = parseCsv(fs.readFileSync(await download.path(), 'utf8'));
  return { name: download.suggestedFilename(), records };
}

async function matching(page: Page, filters: SearchFilters): Promise<number> {
  const answer = await page.request.post('/api/customers/counts', { data: { filters } });
  return ((await answer.json()) as SearchCounts).total;
}

test('compliance exports the chosen columns of everything that passes the filters', async ({ page, signIn }) => {
  await signIn('compliance');
  const total = await matching(page, { gender: ['female'] });
  await openList(page, '?gender=female&perPage=10');
  const dialog = await openExport(page);
  await expect(dialog).toContainText(`${total} customers match what the page shows.`);
  for (const column of ['Documents', 'First expiry', 'Expired documents', 'Face match', 'Updated', 'Status'])
    await dialog.getByRole('checkbox', { name: column, exact: true }).uncheck();
  const { name, records } = await exported(page, dialog);
  expect(name).toMatch(/^customers-\d{4}-\d{2}-\d{2}\.csv$/);
  expect(records[0]).toEqual(['Customer', 'Name', 'Surname', 'Nationality', 'Gender', 'Email', 'Phone']);
  expect(records).toHaveLength(total + 1);
  expect(new Set(records.slice(1).map((record) => record[4]))).toEqual(new Set(['female']));
  expect(new Set(records.map((record) => record.length))).toEqual(new Set([7]));
  await expect(dialog.getByRole('status')).toContainText(`${total} rows were saved.`);
  await expect(page).toHaveURL(/\?gender=female&perPage=10$/);
});

test('exports what a text has found, which stands in no address @more', async ({ page, sandbox, signIn }) => {
  await signIn('compliance');
  await openList(page);
  const canary = await sandbox.named('canary');
  await searchFor(page, 'Canary-Qx7vLmp');
  await expect(page.getByRole('list', { name: 'Shown customers' })).toBeVisible();
  await settledRows(page);
  const { name, records } = await exported(page, await openExport(page));
  expect(name).not.toContain('Canary');
  expect(records.map(([uuid]) => uuid)).toEqual(['Customer', canary.uuid]);
  expect(records[1]).toContain(canary.email);
});

test('no name in the file is a formula, and none breaks its lines @more', async ({ page, signIn }) => {
  await signIn('compliance');
  await openList(page);
  const total = await matching(page, {});
  const { records } = await exported(page, await openExport(page));
  expect(records).toHaveLength(total + 1);
  expect(new Set(records.map((record) => record.length))).toEqual(new Set([13]));
  for (const cell of records.flat()) expect(cell).not.toMatch(/^(?!\+\d{4,17}$)[=+\-@]/);
});

test('nothing is exported without a purpose', async ({ page, signIn }) => {
  await signIn('compliance');
  await openList(page);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = exportDialog(page);
  await dialog.getByRole('button', { name: 'Export CSV' }).click();
  await expect(dialog.getByText('Choose a purpose.')).toBeVisible();
  const purpose = dialog.getByRole('combobox', { name: 'Purpose' });
  await purpose.selectOption('Other');
  await dialog.getByRole('textbox', { name: 'In a sentence' }).fill('for 050 123 4567');
  await expect(dialog.getByText(/^This looks like an e-mail address/)).toBeVisible();
  await dialog.getByRole('textbox', { name: 'In a sentence' }).fill('Yearly report');
  await expect(dialog.getByText(/^This looks like an e-mail address/)).toHaveCount(0);
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export CSV' }).click();
  await coming;
});

test('nothing is exported without a column @more', async ({ page, signIn }) => {
  await signIn('compliance');
  await openList(page);
  const dialog = await openExport(page);
  for (const box of await dialog.getByRole('checkbox').all()) await box.uncheck();
  await expect(dialog.getByRole('button', { name: 'Export CSV' })).toBeDisabled();
});

test('Cancel stops it, and nothing is saved @more', async ({ page, signIn }) => {
  await signIn('compliance');
  await openList(page);
  const dialog = await openExport(page);
  let downloads = 0;
  page.on('download', () => {
    downloads += 1;
  });
  // Held up on its way: 400 rows would be there before anybody could press.
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/api/customers/export', async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await dialog.getByRole('button', { name: 'Export CSV' }).click();
  await expect(dialog.getByRole('progressbar', { name: 'Export' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByText('The export was cancelled. Nothing was saved.')).toBeVisible();
  letGo();
  await page.unroute('**/api/customers/export');
  expect(downloads).toBe(0);
  expect((await exported(page, dialog)).records.length).toBeGreaterThan(100);
});

test('after ten minutes it asks who sits here first; whoever declines has exported nothing', async ({
  page,
  signIn,
  stack,
  ageProofs,
  quiet,
}) => {
  quiet(/403/);
  await signIn('compliance');
  await openList(page);
  await ageProofs();
  const dialog = await openExport(page);
  await dialog.getByRole('button', { name: 'Export CSV' }).click();
  const asked = page.getByRole('dialog', { name: 'Confirm it is you' });
  await asked.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByText('The export was cancelled. Nothing was saved.')).toBeVisible();
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export CSV' }).click();
  await asked.getByLabel('Password').fill(stack.accounts.compliance.password);
  await asked.getByRole('button', { name: 'Confirm' }).click();
  expect(parseCsv(fs.readFileSync(await (await coming).path(), 'utf8')).length).toBeGreaterThan(100);
  await expect(asked).toHaveCount(0);
});

test('support is not offered it @more', async ({ page, signIn }) => {
  await signIn('support');
  await openList(page);
  await expect(page.getByRole('button', { name: 'Filters', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Export', exact: true })).toHaveCount(0);
});

test('the dialog is accessible', async ({ page, signIn }) => {
  test.slow();
  await signIn('compliance');
  await openList(page, '?gender=female&perPage=10');
  const dialog = await openExport(page);
  if (thorough) await expectAccessibleInBoth(page);
  await exported(page, dialog);
  await expect(dialog.getByRole('status')).toBeVisible();
  await expectAccessibleInBoth(page, DIALOG);
});
