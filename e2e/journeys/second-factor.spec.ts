import { asOwner } from '../support/desk/as-owner';
import { expect, test } from '../support/desk/fixtures';
import { forgetSession, signInWith } from '../support/desk/verbs';
import { codeOf, roomInStep } from '../support/totp/one-time-code';

// Other files sign in with the same people, by password alone.
test.afterEach(({ stack }) =>
  asOwner(stack, async (query) => {
    await query('DELETE FROM recovery_codes');
    await query('UPDATE accounts SET totp_secret = NULL, totp_last_step = NULL');
  }),
);

test('a second factor is set up, asked for, and recovered from', async ({ page, stack, signIn, quiet }) => {
  quiet(/401/);
  const { email, password } = stack.accounts.support;
  await signIn('support');
  await page.goto('/sessions');
  await page.getByRole('button', { name: 'Set up a second factor' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set up a second factor' });
  await expect(dialog.getByRole('img', { name: /QR code/ })).toBeVisible();
  const secret = (await dialog.getByTestId('totp-secret').textContent())?.replaceAll(' ', '') ?? '';
  // The step before now: the one of now is still to be had for signing in.
  await roomInStep();
  await dialog.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret, -1));
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  const shown = page.getByRole('dialog', { name: 'Recovery codes' });
  await expect(shown.getByRole('listitem')).toHaveCount(10);
  const codes = await shown.getByRole('listitem').allTextContents();
  await shown.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByRole('region', { name: 'Second factor' })).toContainText('10 recovery codes are left.');
  await forgetSession(page);

  await signInWith(page, email, password);
  await expect(page.getByLabel('Code')).toBeFocused();
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue(password);
  await page.getByLabel('Code').fill('000000');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The code is wrong' })).toBeVisible();
  await page.getByLabel('Code').fill(codeOf(secret, 0));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/customers/);
  await forgetSession(page);

  // The phone is lost.
  await signInWith(page, email, password);
  await page.getByLabel('Code').fill(codes[0] ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/customers/);
  await page.goto('/sessions');
  const panel = page.getByRole('region', { name: 'Second factor' });
  await expect(panel).toContainText('9 recovery codes are left.');
  await panel.getByRole('button', { name: 'New recovery codes' }).click();
  await expect(page.getByRole('dialog', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10);
});
