import type { Page } from '@playwright/test';
import { asOwner } from '../support/desk/as-owner';
import { expect, test } from '../support/desk/fixtures';
import { atWork, customerAtRest, customersTable, openList, openMain, settledRows } from '../support/desk/verbs';

const SORTED = '?sortBy=name&order=asc';
/** The customer's status and the beginning of their id. */
const TITLE = /^\S.* · [0-9a-f]{8} · Sentinel desk$/;

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

/** As on a machine with so many times less processor, until the returned function is called. */
async function slowDown(page: Page, times: number): Promise<() => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: times });
  return () => devtools.detach();
}

test('a customer opens without a page load: known data first, one call, one event; Back brings list, focus and place', async ({
  page,
  sandbox,
  stack,
}) => {
  await openReadyList(page);
  // The next page is fetched ahead: its call is none of the opening's.
  await expect.poll(async () => (await sandbox.calls()).length).toBe(2);
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
  await sandbox.fault({ mode: 'hold', path: 'statusWithoutImages' });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));

  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText(name ?? '');
  await expect(region(page, 'Contact')).toContainText(email ?? '');
  await expect(page).toHaveURL(new RegExp(`${href}$`));
  await expect(page).toHaveTitle(TITLE);
  await expect(customersTable(page)).toHaveCount(0);
  await sandbox.clearFaults();
  await customerAtRest(page);
  // The number in the menu and who else looks come by the clock.
  const ours = () =>
    asked.filter((path) => !path.startsWith('/_next/') && !/icon|approvals\/count|looking$/.test(path));
  expect(ours()[0]).toBe(`/api${href}`);
  // Activity and notes are asked for side by side.
  await expect.poll(() => ours().slice(1).sort()).toEqual([`/api${href}/activity`, `/api${href}/notes`]);
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
  // On a slow machine the list is drawn in more than one step: none of them may take the focus away again.
  const asBefore = await slowDown(page, 6);
  await page.goBack();
  await expect(rows.nth(3).getByRole('link')).toBeFocused();
  await settledRows(page);
  await expect(rows.nth(3).getByRole('link')).toBeFocused();
  await asBefore();
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

test('a page of the menu that comes late does not cover the customer who was opened meanwhile', async ({ page }) => {
  await openReadyList(page);
  const link = (await settledRows(page)).nth(3).getByRole('link');
  const name = await link.textContent();
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/audit\?_rsc=/, async (route) => {
    await released;
    await route.continue();
  });
  const asked = page.waitForRequest(/\/audit\?_rsc=/);
  await openMain(page, 'Audit log');
  const late = await asked;
  await link.click();
  await expect(heading(page)).toHaveText(name ?? '');
  release();
  // The router may leave the rest of an answer unread that nobody waits for any more.
  await late.response();
  await customerAtRest(page);
  await atWork(page);
  await expect(heading(page)).toHaveText(name ?? '');
  await page.goBack();
  await expect(customersTable(page)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/customers\\${SORTED}$`));
});

test('a session that ended meanwhile leads to the sign-in page, and back to the customer @more', async ({
  page,
  stack,
  quiet,
}) => {
  quiet(/401/);
  // The call for the next page, refused, would lead to the sign-in page by itself.
  const ahead = page.waitForResponse((answer) => answer.url().includes('page=2'));
  await openReadyList(page);
  await (await ahead).finished();
  const link = (await settledRows(page)).nth(2).getByRole('link');
  const href = (await link.getAttribute('href')) ?? '';
  await asOwner(stack, (query) => query('UPDATE sessions SET ended_at = now() WHERE ended_at IS NULL'));
  await link.click();
  await expect(page).toHaveURL(new RegExp(`/sign-in\\?next=${encodeURIComponent(href)}$`));
});
