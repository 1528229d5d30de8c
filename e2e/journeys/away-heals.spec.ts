import type { DirectoryReport } from '@/lib/contracts/directory';
import { asOwner } from '../support/desk/as-owner';
import { startBreakingWire } from '../support/desk/breaking-wire';
import type { SandboxControl } from '../support/desk/sandbox-control';
import { atWork, customersTable, openList } from '../support/desk/verbs';
import { expect, test } from '../support/directory/directory-fixtures';

/** What must not stay on a page because Sentinel was slow or away when it was loaded, and what is not asked meanwhile. */

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

test.beforeEach(async ({ signIn, quiet }) => {
  quiet(/503/);
  await signIn('admin');
});

const AGE = /as of \d\d:\d\d/;
const AWAY = /Sentinel doesn’t answer/;

for (const place of ['the list', 'a customer']) {
  test(`${place} whose document breaks off before Sentinel’s late answer asks again by itself`, async ({
    page,
    sandbox,
    stack,
    quiet,
  }) => {
    quiet(/ERR_/);
    const { uuid } = await sandbox.named('complete');
    const wire = await startBreakingWire(stack.appUrl);
    try {
      await page.clock.install();
      await sandbox.fault({ mode: 'hold' });
      const path = place === 'the list' ? '/customers' : `/customers/${uuid}`;
      await page.goto(wire.url + path, { waitUntil: 'commit' });
      await expect(page.getByText(AGE)).toBeVisible();
      await atWork(page);
      wire.breakAll();
      await sandbox.clearFaults();
      await expect(async () => {
        await page.clock.fastForward(30_000);
        await expect(page.getByText(AGE)).toHaveCount(0, { timeout: 700 });
      }).toPass({ timeout: 60_000 });
      const shown = page.getByRole('region', { name: 'Checks' }).getByText('Liveness');
      if (place === 'the list') await expect(customersTable(page).getByRole('link')).toHaveCount(50);
      else await expect(shown.first()).toBeVisible();
    } finally {
      await page.goto('about:blank');
      await wire.close();
    }
  });
}

/** Calls for other orders than the page's own, which is asked for again, and the directory's. */
const listCalls = async (sandbox: SandboxControl) =>
  (await sandbox.log()).filter(({ path, body }) => path.includes('listWithDoc') && body.sortBy !== 'updatedAt');

test('a pointer that rests on a head asks nothing ahead where the first HTML came without Sentinel', async ({
  page,
  sandbox,
}) => {
  const head = (name: string) => customersTable(page).getByRole('columnheader', { name }).getByRole('button');
  // So that the same rest is seen to ask for the list while Sentinel answers.
  await openList(page);
  await head('Name').hover();
  await expect.poll(async () => (await listCalls(sandbox)).some(({ body }) => body.sortBy === 'name')).toBe(true);
  await page.mouse.move(0, 0);
  await sandbox.fault({ mode: 'status', status: 429, retryAfter: 5, path: 'listWithDoc' });
  await openList(page);
  await expect(page.getByText(AWAY)).toBeVisible();
  await sandbox.clearLog();
  await head('Status').hover();
  // Longer than the rest that counts as intent: a frame for each step of a slow hand.
  for (let step = 0; step < 40; step += 1)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  await head('Gender').focus();
  for (let step = 0; step < 40; step += 1)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  expect(await listCalls(sandbox)).toEqual([]);
});

test('the directory’s state beside filters is told anew, and nobody is shown again for it @more', async ({
  page,
  sandbox,
  stack,
}) => {
  const searched = () =>
    asOwner(stack, async (query) => {
      const [row] = await query(
        "SELECT count(*)::integer AS count FROM audit_events WHERE action = 'customers.searched'",
      );
      return Number(row?.count);
    });
  // The admin may ask for the directory's own word.
  const failure = async () => ((await (await page.request.get('/api/directory')).json()) as DirectoryReport).error;
  await page.clock.install();
  await sandbox.fault({ mode: 'status', status: 503 });
  await expect.poll(failure).not.toBeNull();
  await openList(page, '?gender=male');
  await expect(page.getByText(/^Directory.*Sentinel doesn’t answer/)).toBeVisible();
  const before = await searched();
  await sandbox.clearFaults();
  await expect(async () => {
    await page.clock.fastForward(15_000);
    await expect(page.getByText(AWAY)).toHaveCount(0, { timeout: 700 });
  }).toPass({ timeout: 60_000 });
  expect(await searched()).toBe(before);
});

test('rows that are older than half a day say of which day they are', async ({ page, sandbox, stack }) => {
  const { uuid } = await sandbox.named('complete');
  await sandbox.fault({ mode: 'status', status: 503 });
  const yesterday = new Date(Date.now() - 26 * 3_600_000);
  const day = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const said = `as of ${day.format(yesterday).replace('Sept', 'Sep')}, ${yesterday.toISOString().slice(11, 16)}, Sentinel doesn’t answer`;
  // A catch-up that began before the fault may still end.
  await expect(async () => {
    await asOwner(stack, (query) => query('UPDATE directory_sync SET caught_up_at = $1', [yesterday]));
    await page.goto('/customers');
    await expect(page.getByText(said)).toBeVisible({ timeout: 2_000 });
    await page.goto(`/customers/${uuid}`);
    await expect(page.getByText(said)).toBeVisible({ timeout: 2_000 });
  }).toPass();
  // Tests that follow on this stack read the directory's age.
  await sandbox.clearFaults();
  const report = async () => (await (await page.request.get('/api/directory')).json()) as DirectoryReport;
  await expect.poll(async () => Date.parse((await report()).caughtUpAt ?? '') > yesterday.getTime() + 1).toBe(true);
});
