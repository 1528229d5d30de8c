import type { Page } from '@playwright/test';
import { asOwner } from '../support/desk/as-owner';
import { expect, test as plain } from '../support/desk/fixtures';
import { chooseExportPurpose } from '../support/desk/purpose';
import type { TestStack } from '../support/desk/stack';
import { acceptGaps, exportDialog, openList } from '../support/desk/verbs';

/** As many as take a while on a slow line, of a country of their own: the list brings its rows along. */
const ROWS = 12_000;
const THEIRS = '?nationality=XYZ&perPage=10';

const filled = new WeakSet<TestStack>();

const test = plain.extend({
  stackOptions: { customers: 50 },
  stack: async ({ stack }, use) => {
    if (!filled.has(stack)) {
      filled.add(stack);
      await asOwner(stack, (query) =>
        query(
          `INSERT INTO directory_customers (uuid, name, surname, nationality, email, documents, expired_documents,
             document_keys, document_mask, expired_mask, face_failed, sort_name, search, read_at, seen_walk)
           SELECT gen_random_uuid()::text, 'Somebody', n::text, 'XYZ', 'somebody.' || n || '@example.com', '[]', '{}',
             '{}', 0, 0, false, n::text, n::text, now(), 0 FROM generate_series(1, $1::int) AS n`,
          [ROWS],
        ),
      );
    }
    await use(stack);
  },
});

/** As over a line of so many bytes a second; `null` takes the limit away. */
async function limitLine(page: Page, bytesPerSecond: number | null): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: bytesPerSecond ?? -1,
    uploadThroughput: -1,
  });
}

test('an export that is cancelled while rows come saves none of them, and stops at the server @more', async ({
  page,
  signIn,
  stack,
}) => {
  test.slow();
  await signIn('compliance');
  await openList(page, THEIRS);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = exportDialog(page);
  await expect(dialog).toContainText('12,000 customers match');
  await acceptGaps(dialog);
  await chooseExportPurpose(dialog);
  let downloads = 0;
  page.on('download', () => {
    downloads += 1;
  });
  await limitLine(page, 60_000);
  await dialog.getByRole('button', { name: 'Export CSV' }).click();
  const arrived = async () => Number((await dialog.getByText(/ of 12,000 rows$/).textContent())?.replace(/\D.*$/, ''));
  await expect.poll(arrived).toBeGreaterThan(0);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByText('The export was cancelled. Nothing was saved.')).toBeVisible();
  await expect(dialog.getByRole('progressbar')).toHaveCount(0);
  await limitLine(page, null);

  // The server has heard of it: it reads no further, and the trail says how it ended.
  const ends = () =>
    asOwner(stack, (query) =>
      query("SELECT outcome FROM audit_events WHERE action = 'customers.exported' AND phase = 'outcome' ORDER BY seq"),
    );
  await expect.poll(ends).toEqual([{ outcome: 'client_left' }]);
  expect(downloads).toBe(0);

  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export CSV' }).click();
  await coming;
  await expect(dialog.getByRole('status')).toContainText('12,000 rows were saved.');
  expect(await ends()).toEqual([{ outcome: 'client_left' }, { outcome: 'success' }]);
});

test('an export of somebody whose account is disabled meanwhile saves nothing, and leads to the sign-in page', async ({
  page,
  signIn,
  stack,
  quiet,
}) => {
  quiet(/401|ERR_|Failed to load/);
  const disable = (at: string) =>
    asOwner(stack, (query) =>
      query(`UPDATE accounts SET disabled_at = ${at} WHERE email = $1`, [stack.accounts.compliance.email]),
    );
  await signIn('compliance');
  await openList(page, THEIRS);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = exportDialog(page);
  await acceptGaps(dialog);
  await chooseExportPurpose(dialog);
  let downloads = 0;
  page.on('download', () => {
    downloads += 1;
  });
  await limitLine(page, 60_000);
  await dialog.getByRole('button', { name: 'Export CSV' }).click();
  await expect(dialog.getByText(/^[1-9][\d,]* of 12,000 rows$/)).toBeVisible();
  try {
    await disable('now()');
    const ends = () =>
      asOwner(stack, (query) =>
        query("SELECT outcome FROM audit_events WHERE action = 'customers.exported' ORDER BY seq DESC LIMIT 1"),
      );
    // What the line still holds comes to the browser first; the server has stopped before that.
    await limitLine(page, null);
    await expect.poll(ends).toEqual([{ outcome: 'unauthenticated' }]);
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    expect(downloads).toBe(0);
  } finally {
    await disable('NULL');
  }
});

test('one that leaves the dialog cancels it, too', async ({ page, signIn }) => {
  await signIn('compliance');
  await openList(page, THEIRS);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = exportDialog(page);
  await acceptGaps(dialog);
  await chooseExportPurpose(dialog);
  let downloads = 0;
  page.on('download', () => {
    downloads += 1;
  });
  await limitLine(page, 60_000);
  await dialog.getByRole('button', { name: 'Export CSV' }).click();
  await expect(dialog.getByText(/^[1-9][\d,]* of 12,000 rows$/)).toBeVisible();
  const failed = page.waitForEvent('requestfailed', (asked) => asked.url().endsWith('/api/customers/export'));
  await page.keyboard.press('Escape');
  await failed;
  await expect(dialog).toHaveCount(0);
  await limitLine(page, null);
  expect(downloads).toBe(0);
});

test('over a directory that fills it says so and asks before it starts, and the file’s name tells', async ({
  page,
  signIn,
  stack,
}) => {
  await asOwner(stack, (query) => query('UPDATE directory_sync SET covered = 12400, total = 40000, walked_at = NULL'));
  await signIn('compliance');
  await openList(page, THEIRS);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = exportDialog(page);
  await expect(dialog).toContainText('The directory is still filling: it knows 12,400 of 40,000 customers so far.');
  await expect(dialog.getByRole('button', { name: 'Export CSV' })).toBeDisabled();
  await acceptGaps(dialog);
  await chooseExportPurpose(dialog);
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export CSV' }).click();
  expect((await coming).suggestedFilename()).toMatch(/-partial-12400-of-40000\.csv$/);
});

test('Back under the dialog closes it: it never exports another view than the page shows @more', async ({
  page,
  signIn,
}) => {
  await signIn('compliance');
  await openList(page, THEIRS);
  await page.getByRole('columnheader', { name: 'Nationality' }).getByRole('button').click();
  await expect(page).toHaveURL(/sortBy=nationality/);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(exportDialog(page)).toBeVisible();
  await page.goBack();
  await expect(page).not.toHaveURL(/sortBy/);
  await expect(exportDialog(page)).toHaveCount(0);
  await page.goForward();
  await expect(page).toHaveURL(/sortBy=nationality/);
  await expect(exportDialog(page)).toHaveCount(0);
});
