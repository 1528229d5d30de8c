import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessibleInBoth } from '../support/desk/accessible';
import { asOwner } from '../support/desk/as-owner';
import { expect, test } from '../support/desk/fixtures';
import { casesOf } from '../support/desk/thorough';
import { openCustomer, openMain } from '../support/desk/verbs';

const table = (page: Page) => page.getByRole('table', { name: 'Audit events' });
const rows = (page: Page) => table(page).locator('tbody tr[data-seq]');
/** Next's own announcer is an alert, too. */
const alarm = (page: Page) => page.getByRole('main').getByRole('alert');
const status = (page: Page) => page.getByRole('main').getByRole('status').filter({ hasText: 'Chain intact' });

/** Once the rows are the answer to what was asked for. */
async function settled(page: Page): Promise<void> {
  await expect(rows(page).first()).toBeVisible();
  await expect(table(page)).not.toHaveAttribute('aria-busy', 'true');
}

async function openAudit(page: Page, query = ''): Promise<void> {
  await page.goto(`/audit${query}`);
  await settled(page);
}

async function seqs(page: Page): Promise<number[]> {
  await settled(page);
  return await rows(page).evaluateAll((all) => all.map((row) => Number(row.getAttribute('data-seq'))));
}

const column = (page: Page, index: number) => rows(page).locator(`td:nth-child(${index})`);
const [PERSON, ACTION, CUSTOMER] = [3, 4, 5];

test.describe('an administrator', () => {
  test.beforeEach(async ({ signIn }) => {
    await signIn('admin');
  });

  test('sees sign-ins and what was done to customers, filters, and finds the same by the address', async ({
    page,
    sandbox,
    stack,
  }) => {
    test.slow();
    const customer = await sandbox.named('all-documents');
    const { uuid } = customer;
    await openCustomer(page, uuid);
    await openMain(page, 'Audit log');
    await settled(page);
    await expect(page.getByRole('heading', { level: 1, name: 'Audit log' })).toBeVisible();
    await expect(table(page)).toContainText('Signed in');
    await expect(table(page)).toContainText('Customer opened');

    await page.getByRole('combobox', { name: 'Action' }).selectOption('Customer opened');
    const { name, email } = stack.accounts.admin;
    await page.getByRole('combobox', { name: 'Person' }).click();
    await page.keyboard.type(name.split(' ').at(-1)?.toLowerCase() ?? '');
    await expect(page.getByRole('listbox', { name: 'Person' }).getByRole('option')).toHaveText([
      new RegExp(`${name}.*${email}.*Administrator`),
    ]);
    await expectAccessibleInBoth(page, { within: '[role=combobox], [role=listbox]' });
    await page.keyboard.press('Enter');
    const box = page.getByRole('combobox', { name: 'Person' });
    const highlighted = page.getByRole('listbox', { name: 'Person' }).getByRole('option', { selected: true });
    await expect(box).toHaveValue(name);
    // Enter takes the option that is highlighted, and an emptied box highlights none and means everybody.
    await box.press('ArrowDown');
    await expect(highlighted).toHaveCount(1);
    await box.press('Enter');
    await expect(box).not.toHaveValue('');
    await box.fill('');
    await expect(highlighted).toHaveCount(0);
    await box.press('Enter');
    await expect(box).toHaveValue('');
    await box.fill(name);
    await box.press('Enter');
    await expect(box).toHaveValue(name);
    await page.getByRole('textbox', { name: 'Customer ID' }).fill(uuid.toUpperCase());
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`action=customer\\.opened.*customer=${uuid}`));
    const check = async () => {
      // Each filter brings its own answer: the column of one may be right while another is still awaited.
      const shows = (place: number) => expect.poll(async () => new Set(await column(page, place).allTextContents()));
      // Other journeys may have opened the customer, too: openings that follow each other are one row.
      await expect
        .poll(async () => (await column(page, ACTION).allTextContents()).map((text) => text.replace(/ \d+ times$/, '')))
        .toEqual(expect.arrayContaining(['Customer opened']));
      await expect(column(page, ACTION).filter({ hasNotText: /^Customer opened( \d+ times)?$/ })).toHaveCount(0);
      await shows(PERSON).toEqual(new Set([name]));
      await shows(CUSTOMER).toEqual(new Set([`${customer.name} ${customer.surname}`]));
    };
    await check();
    const shown = await seqs(page);
    expect(page.url()).not.toMatch(new RegExp(`@|%40|${name.split(' ').join('|')}`, 'i'));

    await page.reload();
    expect(await seqs(page)).toEqual(shown);
    await check();
    await expect(page.getByRole('textbox', { name: 'Customer ID' })).toHaveValue(uuid);

    const today = new Date().toISOString().slice(0, 10);
    await page.getByLabel('From', { exact: true }).fill(today);
    await expect(page).toHaveURL(new RegExp(`from=${today}`));
    expect(await seqs(page)).toEqual(shown);
    await page.getByLabel('To', { exact: true }).fill('2020-01-01');
    await expect(page.getByText('No events match')).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await settled(page);
    await expect(table(page)).toContainText('Signed in');
  });

  test('keeps what is no customer ID out of the address', async ({ page }) => {
    await openAudit(page);
    const box = page.getByRole('textbox', { name: 'Customer ID' });
    await box.fill('971501234567');
    await page.keyboard.press('Enter');
    await expect(box).toHaveAttribute('aria-invalid', 'true');
    expect(new URL(page.url()).search).toBe('');
    // A right one filters, and the focus stays in the box.
    const uuid = crypto.randomUUID();
    await box.fill(uuid);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`customer=${uuid}`));
    await expect(box).toBeFocused();
    // Where no event matches, the table offers the same.
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await expect(box).toHaveValue('');
  });

  test('reads on to older events and back, also after a reload @more', async ({ page }) => {
    for (let turn = 0; turn < 11; turn += 1) {
      await Promise.all(Array.from({ length: 10 }, () => page.request.get('/api/customers?perPage=10')));
    }
    await openAudit(page, '?action=customers.listed');
    const newest = await seqs(page);
    expect(newest).toHaveLength(50);
    expect(newest).toEqual(newest.toSorted((a, b) => b - a));
    const [newer, older] = [page.getByRole('button', { name: 'Newer' }), page.getByRole('button', { name: 'Older' })];
    await expect(newer).toHaveAttribute('aria-disabled', 'true');
    const below = (seq: number | undefined) => expect.poll(async () => (await seqs(page))[0]).toBeLessThan(seq ?? 0);
    await older.click();
    await below(newest.at(-1));
    const second = await seqs(page);
    await expect(page).toHaveURL(new RegExp(`before=${newest.at(-1)}`));
    await older.click();
    await below(second.at(-1));
    await page.reload();
    await settled(page);
    await newer.click();
    await expect.poll(() => seqs(page)).toEqual(second);
    await newer.click();
    await expect.poll(() => seqs(page)).toEqual(newest);
  });

  test('opens an event for its address and its request, and filters from there', async ({ page, sandbox }) => {
    const { uuid } = await sandbox.named('editable');
    await openCustomer(page, uuid);
    await openAudit(page, '?action=customer.opened');
    const first = rows(page).first();
    const button = first.getByRole('button', { name: /^Details of event/ });
    await button.focus();
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await expect(button).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(button).toHaveAttribute('aria-expanded', 'true');
    const details = table(page)
      .getByRole('row')
      .filter({ has: page.getByText('Outcome event') });
    await expect(details).toContainText('127.0.0.1');
    await expect(details).toContainText(/Request[0-9a-f-]{36}/);
    await details.getByRole('button', { name: 'Only this customer' }).click();
    await expect(page).toHaveURL(new RegExp(`customer=${uuid}`));
    await page.getByTitle(`Customer ${uuid}`).first().click();
    await expect(page).toHaveURL(new RegExp(`/customers/${uuid}$`));
  });

  test('verifies the chain, sees how far it is, and may stop it', async ({ page }) => {
    await openAudit(page);
    // Held back on its way, not answered for the server: a short chain is checked in no time.
    const go: (() => void)[] = [];
    await page.route('**/api/audit/verify', async (route) => {
      await new Promise<void>((resolve) => go.push(resolve));
      await route.continue().catch(() => undefined);
    });
    await page.getByRole('button', { name: 'Verify now' }).click();
    await expect(page.getByRole('progressbar', { name: 'Verifying the chain' })).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('The check was stopped.')).toBeVisible();
    await page.getByRole('button', { name: 'Verify now' }).click();
    await expect(page.getByRole('progressbar', { name: 'Verifying the chain' })).toBeVisible();
    for (const resolve of go) resolve();
    await expect(status(page)).toContainText(/Chain intact up to #[\d,]+, verified \d\d:\d\d by Mina Petrescu/);
    await expect(status(page)).toContainText('as they were written');
    await expect(table(page)).toContainText('Audit log verified');
    await page.reload();
    await expect(status(page)).toContainText(/verified \d\d:\d\d by Mina Petrescu/);
  });

  test('is told in red which event the owner of the database has altered', async ({ page, stack }) => {
    await openAudit(page, '?action=session.signed-in');
    const seq = (await seqs(page))[0] ?? 0;
    await asOwner(stack, async (query) => {
      const [before] = await query('SELECT address FROM audit_events WHERE seq = $1', [seq]);
      const write = async (address: unknown) => {
        await query('ALTER TABLE audit_events DISABLE TRIGGER USER');
        await query('UPDATE audit_events SET address = $1 WHERE seq = $2', [address, seq]);
        await query('ALTER TABLE audit_events ENABLE TRIGGER USER');
      };
      await write('203.0.113.9');
      try {
        await page.getByRole('button', { name: 'Verify now' }).click();
        await expect(alarm(page)).toContainText(`Event #${seq} was altered`);
        await page.reload();
        await expect(alarm(page)).toContainText(`Event #${seq} was altered`);
      } finally {
        await write(before?.address);
      }
    });
    await page.getByRole('button', { name: 'Verify now' }).click();
    await expect(status(page)).toBeVisible();
    await expect(alarm(page)).toHaveCount(0);
  });

  test('exports the log in both formats, whole, with a digest that agrees', async ({ page }) => {
    for (const { format, label } of casesOf(
      [{ format: 'jsonl', label: 'JSON Lines, for machines' }],
      [{ format: 'csv', label: 'CSV, for spreadsheets' }],
    )) {
      await openAudit(page);
      await page.getByRole('button', { name: 'Export' }).click();
      const dialog = page.getByRole('dialog', { name: 'Export the audit log' });
      await dialog.getByLabel('Format').selectOption(label);
      const saved = page.waitForEvent('download');
      await dialog.getByRole('button', { name: 'Export' }).click();
      const download = await saved;
      expect(download.suggestedFilename()).toMatch(new RegExp(`^audit-\\d{4}-\\d\\d-\\d\\d\\.${format}$`));
      await expect(dialog).toHaveCount(0);
      const text = await fs.readFile(await download.path(), 'utf8');
      const end = text.trimEnd().lastIndexOf('\n') + 1;
      const digest = createHash('sha256').update(text.slice(0, end)).digest('hex');
      const lines = text.slice(0, end).trimEnd().split('\n');
      if (format === 'jsonl') {
        const events = lines.map((line) => JSON.parse(line) as { seq: number; action: string });
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
        expect(events.some(({ action }) => action === 'session.signed-in')).toBe(true);
        expect(JSON.parse(text.slice(end))).toEqual({ rows: events.length, sha256: digest });
      } else {
        expect(text.slice(end).trim()).toBe(`rows,${lines.length - 1},sha256,${digest}`);
      }
      await openAudit(page, '?action=audit.exported');
      await expect(rows(page).first()).toContainText(format === 'csv' ? 'CSV' : 'JSON Lines');
    }
  });

  test('proves who they are before an export when the last proof is old, and may think better of it @more', async ({
    page,
    stack,
    ageProofs,
    quiet,
  }) => {
    quiet(/403/);
    await openAudit(page);
    await ageProofs();
    await page.getByRole('button', { name: 'Export' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export the audit log' });
    const begin = () => dialog.getByRole('button', { name: 'Export' }).click();
    await begin();
    const asked = page.getByRole('dialog', { name: 'Confirm it is you' });
    await expect(asked).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(asked).toHaveCount(0);
    await expect(dialog.getByRole('alert')).toHaveCount(0);
    await begin();
    const download = page.waitForEvent('download');
    await asked.getByLabel('Password').fill(stack.accounts.admin.password);
    await asked.getByRole('button', { name: 'Confirm' }).click();
    expect((await download).suggestedFilename()).toMatch(/^audit-.*\.jsonl$/);
  });

  test('is told what failed, and how old the events are, while the trail can not be read @more', async ({
    page,
    stack,
    quiet,
  }) => {
    quiet(/50[03]/);
    await openAudit(page);
    const shown = await seqs(page);
    const role = new URL(stack.databaseUrl).username;
    await asOwner(stack, async (query) => {
      await query(`REVOKE SELECT ON audit_events FROM ${role}`);
      try {
        await page.getByRole('button', { name: 'Refresh' }).click();
        await expect(page.getByText(/as of \d\d:\d\d/)).toBeVisible();
        expect(await seqs(page)).toEqual(shown);
        await page.reload();
        await expect(page.getByText('The audit events could not be loaded')).toBeVisible();
      } finally {
        await query(`GRANT SELECT ON audit_events TO ${role}`);
      }
    });
    await page.getByRole('button', { name: 'Try again' }).click();
    await settled(page);
  });
});

test('compliance sees what was done to customers, and neither checks nor exports @more', async ({
  page,
  sandbox,
  signIn,
}) => {
  await signIn('compliance');
  await openCustomer(page, (await sandbox.named('editable')).uuid);
  await openMain(page, 'Audit log');
  await settled(page);
  const actions = new Set(await column(page, ACTION).allTextContents());
  expect(actions).toContain('Customer opened');
  expect([...actions].filter((action) => /sign|audit|account|access/i.test(action))).toEqual([]);
  await expect(page.getByRole('button', { name: /Verify now|Export/ })).toHaveCount(0);
  await expect(page.getByText('Not verified yet')).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Action' }).getByRole('option', { name: 'Signed in' })).toHaveCount(
    0,
  );
});

test('support is not offered the page, and it does not exist for them @more', async ({ page, signIn, quiet }) => {
  quiet(/404/);
  await signIn('support');
  expect((await page.goto('/audit'))?.status()).toBe(404);
  await expect(page.getByText('There is no such page')).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);
  await page.getByRole('link', { name: 'Go to Customers' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Audit log' })).toHaveCount(0);
});

test('fits a phone, in both directions', async ({ page, context, stack, signIn }) => {
  await signIn('admin');
  await page.setViewportSize({ width: 390, height: 844 });
  for (const direction of casesOf<'ltr' | 'rtl'>(['rtl'], ['ltr'])) {
    await context.addCookies([{ name: 'desk-dir', value: direction, url: stack.appUrl }]);
    await openAudit(page);
    await expect(page.locator('html')).toHaveAttribute('dir', direction);
    await rows(page).first().getByRole('button').click();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, direction).toBeLessThanOrEqual(0);
    // The table is wider than the window; what is read line by line isn't.
    const end = await page.getByRole('button', { name: 'Copy account' }).boundingBox();
    expect(end?.x).toBeGreaterThanOrEqual(0);
    expect((end?.x ?? 0) + (end?.width ?? 0)).toBeLessThanOrEqual(390);
  }
});
