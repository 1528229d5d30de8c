import { asOwner } from '../support/desk/as-owner';
import type { TestStack } from '../support/desk/stack';
import {
  customersTable,
  expectShown,
  openList,
  openMain,
  searchFor,
  settledRows,
  shownUuids,
} from '../support/desk/verbs';
import { expect, test } from '../support/directory/directory-fixtures';

/** What a person sees while Sentinel is slow or away; `away-places.spec.ts` goes through the places and the faults. */

test.use({
  stackOptions: {
    customers: 400,
    rowShape: 'full',
    env: {
      ...{ DIRECTORY_SYNC: 'on', DIRECTORY_SYNC_RATE: '0', DIRECTORY_CATCH_UP_SECONDS: '1' },
      ...{ FIRST_ANSWER_MS: '150', SLOW_ANSWER_MS: '300' },
    },
  },
});

test.beforeEach(async ({ signIn }) => {
  await signIn('admin');
});

const AWAY = /as of \d\d:\d\d, Sentinel doesn’t answer/;

const eventsOf = async (stack: TestStack, action: string) =>
  await asOwner(stack, async (query) => {
    const [row] = await query(`SELECT count(*)::integer AS count FROM audit_events WHERE action = '${action}'`);
    return Number(row?.count);
  });

test('a warm visit while Sentinel is down: nothing is thrown away, the order is said, and all heals by itself', async ({
  page,
  sandbox,
  quiet,
}) => {
  quiet(/503/);
  await openList(page);
  const shown = await shownUuids(page);
  await sandbox.fault({ mode: 'status', status: 503, path: 'listWithDoc' });
  await customersTable(page).getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
  await expect(page.getByText(AWAY)).toBeVisible();
  await expect(page.getByText('Newest first: only Sentinel knows the order that you chose.')).toBeVisible();
  expect(await shownUuids(page)).toEqual(shown);
  await sandbox.clearFaults();
  await expectShown(page, (await sandbox.order('name', 'asc')).slice(0, 50));
  await expect(page.getByText(AWAY)).toHaveCount(0);
});

test('a customer by link while Sentinel limits: what the directory knows, and the record when it answers @more', async ({
  page,
  sandbox,
  stack,
  quiet,
}) => {
  quiet(/503/);
  const { uuid, email } = await sandbox.named('complete');
  const before = await eventsOf(stack, 'customer.opened');
  await sandbox.fault({ mode: 'status', status: 429, retryAfter: 5, path: 'statusWithoutImages' });
  await page.goto(`/customers/${uuid}`);
  await expect(page.getByText(AWAY)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Identity' })).toContainText(uuid);
  await expect(page.getByRole('region', { name: 'Contact' })).toContainText(String(email));
  await expect(page.getByRole('region', { name: 'Documents' })).toContainText('Passport');
  await expect(page.getByText('Corrections, images and links are not possible until Sentinel answers.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Edit contact' })).toHaveCount(0);
  // One opening: its intent and its outcome.
  expect((await eventsOf(stack, 'customer.opened')) - before).toBe(2);
  await sandbox.clearFaults();
  await expect(page.getByRole('region', { name: 'Checks' })).toContainText('Liveness');
  await expect(page.getByText(AWAY)).toHaveCount(0);
});

test('a search while Sentinel is slow: the directory’s rows don’t wait for the look-up, one call', async ({
  page,
  sandbox,
  stack,
}) => {
  const { email } = await sandbox.named('complete');
  const before = await eventsOf(stack, 'customers.searched');
  await openList(page);
  await sandbox.fault({ mode: 'hold', path: 'statusWithoutImages' });
  await sandbox.clearLog();
  // A whole e-mail address that the directory knows as a part of another one.
  await searchFor(page, String(email).slice(0, -1));
  await expect(page.getByText('Sentinel is being asked whether it knows anybody else.')).toBeVisible();
  await expect(customersTable(page)).toContainText(String(email));
  await sandbox.clearFaults();
  await expect(page.getByText('Sentinel is being asked')).toHaveCount(0);
  await expect(customersTable(page)).toContainText(String(email));
  expect((await sandbox.calls()).filter((call) => call === 'statusWithoutImages')).toHaveLength(1);
  expect((await eventsOf(stack, 'customers.searched')) - before).toBeGreaterThan(0);
});

test('a customer from a search while Sentinel is down: the row stays, nothing can be asked of Sentinel, all heals @more', async ({
  page,
  sandbox,
  quiet,
}) => {
  quiet(/503/);
  await openList(page);
  await searchFor(page, 'mar');
  await expect(page.getByRole('list', { name: 'Shown customers' })).toContainText('mar');
  await sandbox.fault({ mode: 'status', status: 503, path: 'statusWithoutImages' });
  const link = (await settledRows(page)).nth(1).getByRole('link');
  const name = String(await link.textContent());
  await link.click();
  await expect(page.getByText(AWAY)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Contact' })).toContainText('Can be corrected once Sentinel answers.');
  await expect(page.getByRole('region', { name: 'Images' })).toContainText(
    'Images can be shown once Sentinel answers.',
  );
  // Nothing looks as if it were still coming, and no button asks Sentinel.
  await expect(page.getByRole('region', { name: 'Identity' })).not.toContainText('Date of birth');
  await expect(page.getByRole('button', { name: /^(Edit contact|Show images|Create verification link)/ })).toHaveCount(
    0,
  );
  await sandbox.clearFaults();
  await expect(page.getByRole('button', { name: 'Show images' })).toBeVisible();
  await expect(page.getByText(AWAY)).toHaveCount(0);
});

test('search and expiring documents say how old they are, and that Sentinel doesn’t answer', async ({
  page,
  sandbox,
  quiet,
}) => {
  // The page after this one is fetched ahead, and may fail.
  quiet(/503/);
  await openList(page);
  await sandbox.fault({ mode: 'status', status: 503 });
  await searchFor(page, 'a');
  await searchFor(page, 'mar');
  await expect(page.getByRole('list', { name: 'Shown customers' })).toContainText('mar');
  await openMain(page, 'Expiring');
  await expect(page.getByRole('table', { name: 'Expiring documents' })).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(AWAY)).toBeVisible({ timeout: 1_500 });
  }).toPass();
});
