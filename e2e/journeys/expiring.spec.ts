import type { Page } from '@playwright/test';
import type { ExpiringSummary } from '@/lib/contracts/expiring';
import { expectAccessibleInBoth } from '../support/desk/accessible';
import { asOwner } from '../support/desk/as-owner';
import { chooseExportPurpose } from '../support/desk/purpose';
import { atWork, openEarly, openMain } from '../support/desk/verbs';
import { expect, test } from '../support/directory/directory-fixtures';

const table = (page: Page) => page.getByRole('table', { name: 'Expiring documents' });
const rowsOf = (page: Page) => table(page).locator('tbody').getByRole('row');
const heading = (page: Page) => page.getByRole('heading', { level: 1, name: 'Expiring documents' });

async function openExpiring(page: Page, query = ''): Promise<void> {
  await page.goto(`/expiring${query}`);
  await atWork(page);
  await expect(rowsOf(page).first()).toBeVisible();
}

async function summary(page: Page, query: string): Promise<ExpiringSummary> {
  return (await (await page.request.get(`/api/expiring?${query}`)).json()) as ExpiringSummary;
}

test.beforeEach(async ({ signIn }) => {
  await signIn('compliance');
});

test('the window stands in the address, counts what it holds, and Back undoes it', async ({ page }) => {
  await page.goto('/customers');
  await openMain(page, 'Expiring');
  await expect(heading(page)).toBeVisible();
  await expect(rowsOf(page).first()).toBeVisible();
  const { totals } = await summary(page, 'within=90');
  await page.getByText('Within 90 days').click();
  await expect(page).toHaveURL(/\/expiring\?within=90$/);
  const radio = page.getByRole('radio', { name: /Within 90 days/ });
  await expect(radio).toBeChecked();
  await expect(page.locator('label', { has: radio })).toContainText(String(totals[90]));
  await expect(rowsOf(page)).toHaveCount(Math.min(50, totals[90]));
  await expect(rowsOf(page).first()).toContainText(/Expires (today|tomorrow|in \d+ days)/);
  await page.getByText('Expired', { exact: true }).click();
  await expect(page).toHaveURL(/within=expired$/);
  await expect(rowsOf(page).first()).toContainText(/Expired/);
  await page.goBack();
  await expect(page).toHaveURL(/within=90$/);
  await expect(radio).toBeChecked();
  await page.goBack();
  await expect(page.getByRole('radio', { name: /Within 30 days/ })).toBeChecked();
});

test('a window that is chosen before the scripts have come is shown @more', async ({ page }) => {
  const release = await openEarly(page, '/expiring');
  await page.getByRole('radio', { name: /Within 90 days/ }).check();
  release();
  await expect(page).toHaveURL(/within=90/);
});

test('comes back with the window that was chosen last @more', async ({ page }) => {
  await openExpiring(page);
  await expect(page.getByRole('radio', { name: /Within 30 days/ })).toBeChecked();
  await page.getByText('Within 60 days').click();
  await expect(page).toHaveURL(/within=60$/);
  // The page's own entry in the menu: the router keeps the page that it had before the choice.
  await openMain(page, 'Expiring');
  await expect(page.getByRole('radio', { name: /Within 60 days/ })).toBeChecked();
  await expect(page).toHaveURL(/within=60$/);
  await openMain(page, 'Customers');
  await openMain(page, 'Expiring');
  await expect(page.getByRole('radio', { name: /Within 60 days/ })).toBeChecked();
  await expect(page).toHaveURL(/within=60$/);
  await page.getByText('Within 30 days').click();
  await expect(page).toHaveURL(/within=30$/);
  await page.reload();
  await expect(page.getByRole('radio', { name: /Within 30 days/ })).toBeChecked();
});

test('works from the arrow keys @more', async ({ page }) => {
  await openExpiring(page, '?within=expired');
  await page.getByRole('radio', { name: /Expired/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/\/expiring\?within=this-month$/);
  await expect(page.getByRole('radio', { name: /This month/ })).toBeChecked();
});

test('document type, status and nationality narrow it, in the address, for whoever gets the link', async ({
  page,
  browser,
  stack,
}) => {
  await openExpiring(page, '?within=expired');
  const { documentTypes } = await summary(page, 'within=expired');
  const passports = documentTypes.find(({ type }) => type === 'passport')?.count ?? 0;
  expect(passports).toBeGreaterThan(0);
  await page.getByRole('combobox', { name: 'Document type' }).selectOption('passport');
  await expect(page).toHaveURL(/documentType=passport/);
  await expect(rowsOf(page)).toHaveCount(Math.min(50, passports));
  for (const text of await rowsOf(page).allTextContents()) expect(text).toContain('Passport');
  const nationality = page.getByRole('combobox', { name: 'Nationality', exact: true });
  await nationality.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('combobox', { name: 'Find a nationality' })).toBeFocused();
  await expectAccessibleInBoth(page);
  await page.keyboard.type('uae');
  const list = page.getByRole('dialog', { name: 'Nationality' }).getByRole('listbox');
  await expect(list.getByRole('option')).toHaveText([/^United Arab Emirates \(\d+\)$/]);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/nationality=ARE/);
  await expect(nationality).toBeFocused();
  await expect(nationality).toHaveText(/^United Arab Emirates/);
  const { statuses } = await summary(page, 'within=expired&documentType=passport&nationality=ARE');
  const status = statuses.find(({ value }) => typeof value === 'number');
  await page.getByRole('combobox', { name: 'Status' }).selectOption(String(status?.value));
  await expect(page).toHaveURL(new RegExp(`status=${status?.value}`));
  await expect(rowsOf(page)).toHaveCount(status?.count ?? 0);
  await expect(table(page)).not.toHaveAttribute('aria-busy', 'true');
  const seen = await rowsOf(page).allTextContents();

  const context = await browser.newContext({
    storageState: await page.context().storageState(),
    baseURL: stack.appUrl,
  });
  const other = await context.newPage();
  await other.goto(page.url());
  await expect.poll(() => rowsOf(other).allTextContents()).toEqual(seen);
  await context.close();

  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(page).toHaveURL(/\/expiring\?within=expired$/);
  await expect(page.getByRole('combobox', { name: 'Document type' })).toBeFocused();
});

test('a row opens its customer, who leads back to where one was', async ({ page }) => {
  await openExpiring(page, '?within=60');
  const third = rowsOf(page).nth(2);
  const path = await third.getByRole('link').getAttribute('href');
  // A double click selects a word and opens nothing: the history has no customer between.
  await third.getByRole('cell').nth(3).locator('bdi').dblclick();
  await expect.poll(() => page.evaluate(() => String(window.getSelection()).trim())).not.toBe('');
  await third.click({ position: { x: 500, y: 20 } });
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  await page.getByRole('link', { name: 'Back to expiring documents' }).click();
  await expect(page).toHaveURL(/\/expiring\?within=60$/);
  await expect(rowsOf(page).nth(2)).toBeVisible();
});

test('leads from customer to customer, in its own order and choice @more', async ({ page }) => {
  await openExpiring(page, '?within=90&documentType=passport');
  const links = await rowsOf(page).getByRole('link').all();
  const paths = await Promise.all(links.map((link) => link.getAttribute('href')));
  await rowsOf(page).nth(1).getByRole('link').click();
  for (const path of paths.slice(2, 4)) {
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Expiring documents');
    await page.getByRole('link', { name: 'Next customer' }).click();
    await expect(page).toHaveURL(new RegExp(`${path}$`));
  }
  await page.getByRole('link', { name: 'Previous customer' }).click();
  await expect(page).toHaveURL(new RegExp(`${paths[2]}$`));
  await page.getByRole('link', { name: 'Back to expiring documents' }).click();
  await expect(page).toHaveURL(/\/expiring\?within=90&documentType=passport$/);
});

test('is sorted by its heads, has months and chosen days as windows, and is exported', async ({ page }) => {
  await openExpiring(page, '?within=this-month');
  await table(page).getByRole('button', { name: 'Customer' }).click();
  await expect(page).toHaveURL(/sortBy=name&order=asc/);
  await expect(table(page).getByRole('columnheader', { name: 'Customer' })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByText('Chosen days').click();
  await expect(page).toHaveURL(/within=days&from=20\d\d-\d\d-\d\d&to=/);
  await page.getByLabel('Until').fill('2027-02-10');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/to=2027-02-10/);
  await page.getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export expiring documents' });
  await chooseExportPurpose(dialog);
  const accept = dialog.getByRole('checkbox');
  if (await accept.isVisible()) await accept.check();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^expiring-.*\.csv$/);
});

test('fits a phone: name, document and button of each, and nothing beside the screen @more', async ({
  page,
  signIn,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn('support');
  await openExpiring(page, '?within=60');
  const first = rowsOf(page).first();
  await expect(first).toContainText(/Expires/);
  await expect(first.getByRole('button', { name: /^Create verification link for / })).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('reads as a table what the bars show @more', async ({ page }) => {
  await openExpiring(page, '?within=30');
  const { weeks } = await summary(page, 'within=30');
  await page.getByText('Show as a table').click();
  const counts = page.getByRole('table', { name: 'Expiring by week' }).locator('tbody').getByRole('row');
  await expect(counts).toHaveCount(weeks.length);
  for (const [index, { count }] of weeks.entries())
    await expect(counts.nth(index).getByRole('cell').nth(1)).toHaveText(String(count));
});

test('says so when the documents can not be loaded, and loads them when asked again', async ({
  page,
  quiet,
  stack,
}) => {
  quiet(/50\d/);
  const reader = new URL(stack.databaseUrl).username;
  const again = page.getByRole('button', { name: 'Try again' });
  await asOwner(stack, async (query) => {
    await query(`REVOKE SELECT ON directory_customers FROM ${reader}`);
    try {
      await page.goto('/expiring');
      await expect(page.getByText('The expiring documents could not be loaded')).toBeVisible();
      await expect(page.getByText('No documents here')).toHaveCount(0);
      // The grant must not overtake the second request: its refusal comes first.
      const refused = page.waitForResponse(
        (answer) => answer.url().includes('/api/expiring') && answer.status() >= 500,
      );
      await again.click();
      await refused;
      await expect(again).toBeEnabled();
      await expect(rowsOf(page)).toHaveCount(0);
    } finally {
      await query(`GRANT SELECT ON directory_customers TO ${reader}`);
    }
  });
  await again.click();
  await expect(rowsOf(page).first()).toBeVisible();
});

test('a whole load shows the window that was chosen last, and asks for nothing more @more', async ({ page }) => {
  await openExpiring(page);
  await page.getByText('Within 90 days').click();
  await expect(page).toHaveURL(/within=90$/);
  // The page before asks no longer.
  await page.goto('about:blank');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/expiring');
  await expect(page.getByRole('radio', { name: /Within 90 days/ })).toBeChecked();
  await expect(rowsOf(page).first()).toBeVisible();
  await expect(page).toHaveURL(/within=90$/);
  expect(asked.filter((url) => url.includes('/api/expiring'))).toEqual([]);
});

test('while the directory fills, nobody is told that nothing expires', async ({ page, sandbox, stack }) => {
  // It would be filled again before anybody had looked.
  await sandbox.fault({ mode: 'status', status: 500, path: 'listWithDoc' });
  await asOwner(stack, async (query) => {
    const [state] = await query('SELECT walked_at FROM directory_sync');
    await query('UPDATE directory_sync SET walked_at = NULL');
    try {
      await expect.poll(async () => (await summary(page, 'within=30&nationality=QQQ')).directory.state).toBe('filling');
      await page.goto('/expiring?within=30&nationality=QQQ');
      await expect(page.getByText('The directory is still filling')).toBeVisible();
      await expect(page.getByText('Nothing expires in this choice.')).toHaveCount(0);
    } finally {
      await query('UPDATE directory_sync SET walked_at = $1', [state?.walked_at]);
    }
  });
  await expect.poll(async () => (await summary(page, 'within=30')).directory.state).toBe('ready');
});

test('says so when older documents could not be refreshed @more', async ({ page, quiet, stack }) => {
  quiet(/50\d/);
  const reader = new URL(stack.databaseUrl).username;
  const stale = page.getByRole('main').getByRole('status').filter({ hasText: 'could not be refreshed' });
  await page.clock.install();
  await openExpiring(page, '?within=60');
  await asOwner(stack, async (query) => {
    await query(`REVOKE SELECT ON directory_customers FROM ${reader}`);
    try {
      // Whoever comes back to the tab later sees the page refresh itself.
      await page.clock.fastForward('01:00');
      await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
      await expect(stale).toBeVisible();
      await expect(rowsOf(page).first()).toBeVisible();
    } finally {
      await query(`GRANT SELECT ON directory_customers TO ${reader}`);
    }
  });
  await stale.getByRole('button', { name: 'Try again' }).click();
  await expect(stale).toHaveCount(0);
  await expect(rowsOf(page).first()).toBeVisible();
});

test('is accessible', async ({ page, signIn }) => {
  test.slow();
  await signIn('admin');
  await openExpiring(page, '?within=30');
  await page.getByText('Show as a table').click();
  await expectAccessibleInBoth(page);
});
