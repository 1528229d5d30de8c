import { expectAccessibleInBoth } from './accessible';
import { expect, test } from './directory-fixtures';
import { openCustomer } from './verbs';

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
  const dialog = page.getByRole('dialog', { name: 'Create verification link' });
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

test('from a row of the expiring documents too, without opening the customer', async ({ page, signIn, secret }) => {
  await signIn('support');
  await page.goto('/expiring?within=60');
  const row = page.getByRole('table', { name: 'Expiring documents' }).locator('tbody').getByRole('row').first();
  await row.getByRole('button', { name: /^Create verification link for / }).click();
  const dialog = page.getByRole('dialog', { name: 'Create verification link' });
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const shown = dialog.getByRole('textbox', { name: 'Verification link' });
  await expect(shown).toHaveValue(LINK);
  secret.push(new URL(await shown.inputValue()).search.slice(1));
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(/\/expiring\?within=60$/);
});

test('creates none when the contact leads to somebody else, or Sentinel fails, and says so', async ({
  page,
  sandbox,
  signIn,
  quiet,
}) => {
  quiet(/409|50\d/);
  await signIn('support');
  const { uuid } = await sandbox.named('editable');
  await openCustomer(page, uuid);
  await page.getByRole('button', { name: 'Create verification link' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create verification link' });
  await sandbox.fault({ mode: 'status', status: 500, path: 'url' });
  await dialog.getByRole('button', { name: 'Create link' }).click();
  await expect(dialog.getByRole('alert')).toContainText('No link was created.');
  await sandbox.clearFaults();
  await dialog.getByRole('button', { name: 'Create link' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Verification link' })).toHaveValue(LINK);
});

test('compliance is not offered it, on the customer or among the expiring', async ({ page, sandbox, signIn }) => {
  await signIn('compliance');
  await openCustomer(page, (await sandbox.named('canary')).uuid);
  await expect(page.getByRole('button', { name: /verification link/ })).toHaveCount(0);
  await page.goto('/expiring');
  await expect(page.getByRole('table', { name: 'Expiring documents' }).getByRole('link').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /verification link/ })).toHaveCount(0);
});

test('the dialog is accessible', async ({ page, sandbox, signIn }) => {
  test.slow();
  await signIn('support');
  await openCustomer(page, (await sandbox.named('complete')).uuid);
  await page.getByRole('button', { name: 'Create verification link' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create verification link' });
  await expect(dialog).toBeVisible();
  await expectAccessibleInBoth(page);
  await dialog.getByRole('button', { name: 'Create link' }).click();
  await expect(dialog.getByRole('button', { name: 'Copy' })).toBeVisible();
  await expectAccessibleInBoth(page);
});
