import { DIALOG, expectAccessibleInBoth } from '../support/desk/accessible';
import type { NamedCustomer, SandboxControl } from '../support/desk/sandbox-control';
import { atWork, linkDialog, openCustomer } from '../support/desk/verbs';
import { expect, test } from '../support/directory/directory-fixtures';

const LINK = /^https:\/\/verify\.sentinel\.example\//;

test('support creates a link: shown once, copied, and gone with the dialog', async ({
  page,
  context,
  sandbox,
  signIn,
  stack,
  secret,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn('support');
  const { uuid } = await sandbox.named('canary');
  await openCustomer(page, uuid);
  await sandbox.clearLog();
  const opener = page.getByRole('button', { name: 'Create verification link' });
  await opener.click();
  const dialog = linkDialog(page);
  await expect(dialog).toContainText('Canary-Qx7vLmp');
  expect(await sandbox.calls()).not.toContain('encrypt');
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const shown = dialog.getByRole('textbox', { name: 'Verification link' });
  await expect(shown).toHaveValue(LINK);
  const link = await shown.inputValue();
  secret.push(new URL(link).search.slice(1));
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(dialog.getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  expect((await sandbox.calls()).filter((call) => call === 'encrypt')).toHaveLength(1);

  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
  expect(await page.content()).not.toContain(link);
  expect(page.url()).toMatch(new RegExp(`/customers/${uuid}$`));
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]));
  expect(kept).not.toContain('verify.sentinel');
  await opener.click();
  await expect(dialog.getByRole('button', { name: 'Create link' })).toBeVisible();
  await expect(shown).toHaveCount(0);
  expect(stack.appLog()).not.toContain('verify.sentinel');
});

test('from a row of the expiring documents too, without opening the customer @more', async ({
  page,
  signIn,
  secret,
}) => {
  await signIn('support');
  await page.goto('/expiring?within=60');
  const row = page.getByRole('table', { name: 'Expiring documents' }).locator('tbody').getByRole('row').first();
  await row.getByRole('button', { name: /^Create verification link for / }).click();
  const dialog = linkDialog(page);
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const shown = dialog.getByRole('textbox', { name: 'Verification link' });
  await expect(shown).toHaveValue(LINK);
  secret.push(new URL(await shown.inputValue()).search.slice(1));
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(/\/expiring\?within=60$/);
});

test('Back under the dialog closes it: the row that it was opened from may be gone @more', async ({ page, signIn }) => {
  await signIn('support');
  await page.goto('/expiring?within=60');
  await page.getByText('Within 90 days').click();
  await expect(page).toHaveURL(/within=90/);
  const row = page.getByRole('table', { name: 'Expiring documents' }).locator('tbody').getByRole('row').first();
  await row.getByRole('button', { name: /^Create verification link for / }).click();
  await expect(linkDialog(page)).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/within=60/);
  await expect(linkDialog(page)).toHaveCount(0);
});

test('creates none when Sentinel fails, and says so @more', async ({ page, sandbox, signIn, quiet }) => {
  quiet(/50\d/);
  await signIn('support');
  const { uuid } = await sandbox.named('editable');
  await openCustomer(page, uuid);
  await page.getByRole('button', { name: 'Create verification link' }).click();
  const dialog = linkDialog(page);
  await sandbox.fault({ mode: 'status', status: 500, path: 'url' });
  await dialog.getByRole('button', { name: 'Create link' }).click();
  await expect(dialog.getByRole('alert')).toContainText('No link was created.');
  await sandbox.clearFaults();
  await dialog.getByRole('button', { name: 'Create link' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Verification link' })).toHaveValue(LINK);
});

/** The two have taken over each other's e-mail and phone number, and no list tells of it: both stay where they are. */
async function swapContacts(sandbox: SandboxControl, one: NamedCustomer, other: NamedCustomer): Promise<void> {
  const give = async ({ uuid }: NamedCustomer, contact: Partial<NamedCustomer>) => {
    const { email = null, phoneNumber = null } = contact;
    const { updatedAt } = await sandbox.record(uuid);
    await sandbox.patch(uuid, { email, phoneNumber, updatedAt });
  };
  await give(one, {});
  await give(other, one);
  await give(one, other);
}

test('creates none when the contact leads to somebody else by now; the next one is for the right contact', async ({
  page,
  sandbox,
  signIn,
  secret,
  quiet,
}) => {
  quiet(/409|50\d/);
  await signIn('support');
  // The longest unchanged: the directory meets nobody on its way back to what it knows.
  const order = await sandbox.order('updatedAt', 'asc');
  const old = (await sandbox.examples('ordinary', 200)).sort((a, b) => order.indexOf(a.uuid) - order.indexOf(b.uuid));
  const [one, other] = old.filter(({ email, phoneNumber }) => email !== null && phoneNumber !== null);
  if (!one || !other) throw new Error('there are no two people to swap');
  await openCustomer(page, one.uuid);
  await swapContacts(sandbox, one, other);
  try {
    await sandbox.clearLog();
    await page.getByRole('button', { name: 'Create verification link' }).click();
    const dialog = linkDialog(page);
    await dialog.getByRole('button', { name: 'Create link' }).click();
    await expect(dialog.getByRole('alert')).toContainText('No link was created.');
    await expect(dialog.getByRole('alert')).toContainText('leads to a different customer');
    await expect(dialog.getByRole('textbox')).toHaveCount(0);
    expect(await sandbox.calls()).not.toContain('encrypt');

    await dialog.getByRole('button', { name: 'Create link' }).click();
    const shown = dialog.getByRole('textbox', { name: 'Verification link' });
    await expect(shown).toHaveValue(LINK);
    secret.push(new URL(await shown.inputValue()).search.slice(1));
    const asked = (await sandbox.log()).filter(({ path }) => path.includes('encrypt'));
    expect(asked.map(({ body }) => body)).toMatchObject([{ email: other.email, phoneNumber: other.phoneNumber }]);
  } finally {
    const { email, phoneNumber } = one;
    await swapContacts(
      sandbox,
      { ...one, email: other.email, phoneNumber: other.phoneNumber },
      { ...other, email, phoneNumber },
    );
  }
});

test('several in one go: one for each customer, a refused one loses no other, copied as a list', async ({
  page,
  context,
  sandbox,
  signIn,
  secret,
  quiet,
}) => {
  quiet(/50\d/);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn('compliance');
  await page.goto('/expiring?within=60');
  await atWork(page);
  const table = page.getByRole('table', { name: 'Expiring documents' });
  const rows = table.locator('tbody').getByRole('row');
  await rows.first().getByRole('link').focus();
  // Space selects the row, and Shift with the arrow goes on.
  await page.keyboard.press(' ');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+J');
  await expect(rows.getByRole('checkbox', { checked: true })).toHaveCount(3);
  await expect(page.getByText(/^3 documents of [23] customers selected$/)).toBeVisible();
  const customers = Number((await page.getByText(/customers selected$/).textContent())?.match(/of (\d)/)?.[1]);
  await sandbox.clearLog();
  await page.getByRole('button', { name: 'Create links' }).click();
  const dialog = page.getByRole('dialog', { name: /^Create \d verification links$/ });
  await expect(dialog.getByRole('listitem')).toHaveCount(customers);
  expect(await sandbox.calls()).not.toContain('encrypt');
  await sandbox.fault({ mode: 'status', status: 500, path: 'url', times: 1 });
  await dialog.getByRole('button', { name: /^Create \d links$/ }).click();
  await expect(dialog.getByText(new RegExp(`^${customers - 1} links? (was|were) created`))).toBeVisible();
  await expect(dialog.getByRole('listitem').first()).toContainText(/Not created|May have been created/);
  // Each was asked for once.
  expect((await sandbox.calls()).filter((call) => call === 'encrypt')).toHaveLength(customers);
  await dialog.getByRole('button', { name: 'Done' }).click();
  const question = page.getByRole('alertdialog');
  await question.getByRole('button', { name: 'Keep the link open' }).click();
  await dialog
    .getByRole('button', { name: /^Copy \d link/ })
    .last()
    .click();
  await expect(dialog.getByText(/^Copied/)).toBeVisible();
  const copied = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
  expect(copied).toHaveLength(customers - 1);
  for (const line of copied) {
    const link = line.split('\t').at(-1) ?? '';
    expect(link).toMatch(LINK);
    secret.push(new URL(link).search.slice(1));
  }
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(rows.filter({ hasText: String(new Date().getFullYear()) }).first()).toBeVisible();
});

test('the dialog is accessible', async ({ page, sandbox, signIn }) => {
  test.slow();
  await signIn('support');
  await openCustomer(page, (await sandbox.named('complete')).uuid);
  await page.getByRole('button', { name: 'Create verification link' }).click();
  const dialog = linkDialog(page);
  await expect(dialog).toBeVisible();
  await expectAccessibleInBoth(page, DIALOG);
  await dialog.getByRole('button', { name: 'Create link' }).click();
  await expect(dialog.getByRole('button', { name: 'Copy' })).toBeVisible();
  await expectAccessibleInBoth(page, DIALOG);
});
