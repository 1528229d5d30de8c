import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { BUDGETS } from '@/lib/contracts/budgets';
import { DIALOG, expectAccessibleInBoth } from '../support/desk/accessible';
import { asOwner } from '../support/desk/as-owner';
import { expect, test } from '../support/desk/fixtures';
import { parseCsv } from '../support/desk/parse-csv';
import { signInTo } from '../support/desk/sign-in-to';
import { customersTable, openList, openMain, shownUuids } from '../support/desk/verbs';

/** Hours, so that no window ends while a test runs. */
const limits = Object.fromEntries(BUDGETS.map((one) => [one, { minute: null, hour: null, day: null }]));
const support = { ...limits, openings: { minute: null, hour: 5, day: null } };
/** axe reads every node of the page under every rule. */
test.slow();

test.use({ stackOptions: { env: { BUDGETS: JSON.stringify({ support, compliance: limits, admin: limits }) } } });

test('a budget nears its end, is spent, and an administrator grants more', async ({
  page,
  browser,
  stack,
  signIn,
  quiet,
}) => {
  quiet(/429/);
  await signIn('support');
  await openList(page);
  const uuids = await shownUuids(page);
  const open = (index: number) => customersTable(page).getByRole('link').nth(index).click();
  for (const uuid of uuids.slice(0, 3)) await page.request.get(`/api/customers/${uuid}`);

  await open(3);
  await expect(page.getByText('You have opened 4 of 5 customers.')).toBeVisible();
  await page.goBack();
  await page.request.get(`/api/customers/${uuids[4]}`);
  await open(5);
  const refusal = page.getByText('You have opened as many customers as your budget allows.');
  await expect(refusal).toBeVisible();
  await page.goBack();
  await expect(customersTable(page)).toBeVisible();

  const office = await browser.newContext({ baseURL: stack.appUrl });
  await signInTo(stack, office.request, 'admin');
  const admin = await office.newPage();
  const { name } = stack.accounts.support;
  await admin.goto('/alerts');
  await expect(admin.getByText(`${name} has spent a budget: Customers opened, 5 in an hour.`)).toBeVisible();
  await expectAccessibleInBoth(admin);
  await openMain(admin, 'Accounts');
  await admin.getByRole('button', { name: `Actions for ${name}` }).click();
  await admin.getByRole('menuitem', { name: 'Grant more for today' }).click();
  const dialog = admin.getByRole('dialog', { name: 'Grant more for today' });
  await expect(dialog.getByText('5 of 5 in this hour')).toBeVisible();
  await expectAccessibleInBoth(admin, DIALOG);
  await dialog.getByLabel('How many more').fill('10');
  await dialog.getByRole('button', { name: 'Grant' }).click();
  await expect(dialog).toHaveCount(0);
  await office.close();

  await open(6);
  await expect(page.getByRole('region', { name: 'Identity' })).toBeVisible();
});

test('an administrator sends a test alert @more', async ({ page, signIn, stack }) => {
  await signIn('admin');
  await page.goto('/alerts');
  await page.getByRole('button', { name: 'Send a test alert' }).click();
  await expect(page.getByText(`${stack.accounts.admin.name} sent a test alert.`)).toBeVisible();
});

test('compliance makes the evidence of a month, whose digest the trail keeps', async ({ page, signIn, stack }) => {
  await signIn('compliance');
  await page.goto('/audit');
  await page.getByRole('link', { name: 'Access review' }).click();
  const months = page.getByRole('combobox', { name: 'Month' });
  await months.selectOption({ index: 0 });
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Make evidence' }).click();
  const file = fs.readFileSync(await (await coming).path());
  const digest = createHash('sha256').update(file).digest('hex');
  await expect(page.getByText(digest)).toBeVisible();
  const { email } = stack.accounts.compliance;
  await expect(page.getByRole('table', { name: 'People' }).getByRole('row').filter({ hasText: email })).toBeVisible();
  await expectAccessibleInBoth(page);
  expect(parseCsv(file.toString('utf8')).some((record) => record.includes(email))).toBe(true);
  const kept = await asOwner(stack, (query) =>
    query("SELECT detail FROM audit_events WHERE action = 'access.reviewed' ORDER BY seq DESC LIMIT 1"),
  );
  expect(JSON.parse(String(kept[0]?.detail))).toMatchObject({ digest });
});
