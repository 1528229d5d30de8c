import type { Page } from '@playwright/test';
import { asOwner } from '../support/desk/as-owner';
import { expect, test } from '../support/desk/fixtures';
import { customerAtRest, customersTable, openList, openMain, settledRows } from '../support/desk/verbs';

const SORTED = '?sortBy=name&order=asc';
const TITLE = 'Customer · Sentinel desk';

test.beforeEach(async ({ signIn }) => {
  await signIn('admin');
});

/** Opens the list, and waits for the code of the customer page, which comes when the browser has nothing to do. */
async function openReadyList(page: Page, query = SORTED): Promise<void> {
  await openList(page, query);
  await page.waitForFunction(() => performance.getEntriesByName('desk-customer-ready').length > 0);
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('a customer opens without a page load: known data first, one call, one event; Back brings list, focus and place', async ({
  page,
  sandbox,
  stack,
}) => {
  await openReadyList(page);
  const row = (await settledRows(page)).nth(30);
  const link = row.getByRole('link');
  const [name, href, email] = await Promise.all([
    link.textContent(),
    link.getAttribute('href'),
    row.getByRole('cell').nth(1).textContent(),
  ]);
  await link.focus();
  const top = await customersTable(page).evaluate((table) => table.parentElement?.scrollTop);
  expect(top).toBeGreaterThan(0);
  await sandbox.clearLog();
  await sandbox.fault({ mode: 'delay', ms: 1_500, path: 'statusWithoutImages', times: 1 });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));

  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText(name ?? '', { timeout: 1_000 });
  await expect(region(page, 'Contact')).toContainText(email ?? '', { timeout: 500 });
  await expect(page).toHaveURL(new RegExp(`${href}$`));
  await expect(page).toHaveTitle(TITLE);
  await expect(customersTable(page)).toHaveCount(0);
  await customerAtRest(page);
  // The number in the menu comes by the clock.
  const ours = asked.filter((path) => !path.startsWith('/_next/') && !/icon|approvals\/count/.test(path));
  expect(ours).toEqual([`/api${href}`, `/api${href}/activity`]);
  expect(await sandbox.calls()).toEqual(['statusWithoutImages']);
  const uuid = href?.split('/').at(-1);
  const events = await asOwner(stack, (query) =>
    query(`SELECT phase FROM audit_events WHERE action = 'customer.opened' AND customer = '${uuid}'`),
  );
  expect(events).toHaveLength(2);

  asked.length = 0;
  await page.goBack();
  await expect(link).toBeFocused();
  await expect(page).toHaveTitle(/^Customers/);
  expect(await customersTable(page).evaluate((table) => table.parentElement?.scrollTop)).toBe(top);
  expect(asked.filter((path) => /^\/(api|customers)/.test(path) && !path.endsWith('/approvals/count'))).toEqual([]);
  await page.goForward();
  await expect(heading(page)).toHaveText(name ?? '');
});

test('Back and Forward lead through reloads, other pages and two customers', async ({ page }) => {
  await openReadyList(page);
  const rows = await settledRows(page);
  const names = await Promise.all([rows.nth(3), rows.nth(4)].map((row) => row.getByRole('link').textContent()));
  await rows.nth(3).getByRole('link').click();
  await expect(heading(page)).toHaveText(names[0] ?? '');
  await page.reload();
  await customerAtRest(page);
  await page.goBack();
  await expect(rows.nth(3).getByRole('link')).toBeFocused();
  await page.goForward();
  await expect(heading(page)).toHaveText(names[0] ?? '');
  await page.getByRole('link', { name: 'Next customer' }).click();
  await expect(heading(page)).toHaveText(names[1] ?? '');

  await openMain(page, 'Audit log');
  await expect(heading(page)).toHaveText('Audit log');
  await page.goBack();
  await expect(heading(page)).toHaveText(names[1] ?? '');
  await expect(page).toHaveTitle(TITLE);
  await page.evaluate(() => window.history.go(-1));
  await expect(customersTable(page)).toBeVisible();
  await page.evaluate(() => window.history.go(2));
  await expect(heading(page)).toHaveText('Audit log');
  await expect(page).toHaveTitle(/^Audit log/);
  await page.evaluate(() => window.history.go(-2));
  await expect(customersTable(page)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/customers\\${SORTED}$`));
});

test('a session that ended meanwhile leads to the sign-in page, and back to the customer', async ({
  page,
  stack,
  quiet,
}) => {
  quiet(/401/);
  await openReadyList(page);
  const link = (await settledRows(page)).nth(2).getByRole('link');
  const href = (await link.getAttribute('href')) ?? '';
  await asOwner(stack, (query) => query('UPDATE sessions SET ended_at = now() WHERE ended_at IS NULL'));
  await link.click();
  await expect(page).toHaveURL(new RegExp(`/sign-in\\?next=${encodeURIComponent(href)}$`));
});
