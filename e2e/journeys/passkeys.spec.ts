import type { Page } from '@playwright/test';
import { expectAccessibleInBoth } from '../support/desk/accessible';
import { asOwner } from '../support/desk/as-owner';
import { expect, test } from '../support/desk/fixtures';
import { forgetSession, signInWith } from '../support/desk/verbs';
import { addAuthenticator } from '../support/passkeys/virtual-authenticator';

/** Browsers make passkeys for names alone: a desk on a loopback address is reached by this one. */
test.use({ baseURL: async ({ stack }, use) => use(stack.appUrl.replace('127.0.0.1', 'localhost')) });

// Other files sign in with the same people, by password alone.
test.afterEach(({ stack }) =>
  asOwner(stack, async (query) => {
    await query('DELETE FROM passkeys');
    await query('UPDATE accounts SET passkeys = 0');
  }),
);

const byPasskey = (page: Page) => page.getByRole('button', { name: 'Use a passkey' });
const panel = (page: Page) => page.getByRole('region', { name: 'Passkeys' });

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.goto('/sessions');
  await panel(page).getByRole('button', { name: 'Add a passkey' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a passkey' });
  await dialog.getByRole('textbox', { name: 'Name of the passkey' }).fill(name);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(panel(page).getByRole('listitem')).toContainText(name);
}

test('is added, signs its person in, proves who they are, and is removed', async ({
  page,
  stack,
  quiet,
  ageProofs,
}) => {
  quiet(/401|403/);
  const { email, password } = stack.accounts.admin;
  const device = await addAuthenticator(page);
  await signInWith(page, email, password);
  await expect(page).toHaveURL(/\/customers/);
  await addPasskey(page, 'Work laptop');
  await expectAccessibleInBoth(page, { within: 'section:has(button[aria-label="Remove Work laptop"])' });
  await forgetSession(page);
  await page.goto('/sign-in');

  await byPasskey(page).click();
  await expect(page).toHaveURL(/\/customers/);
  await ageProofs();
  await page.goto('/sessions');
  await expect(panel(page)).toContainText('Last used');
  await panel(page).getByRole('button', { name: 'Remove Work laptop' }).click();
  await page.getByRole('dialog', { name: 'Remove the passkey?' }).getByRole('button', { name: 'Remove' }).click();
  const question = page.getByRole('dialog', { name: 'Confirm it is you' });
  await expect(question.getByLabel('Password')).toHaveCount(0);
  await question.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(panel(page)).toContainText('A passkey signs you in');
  await forgetSession(page);
  await page.goto('/sign-in');

  // The device still has it, and the desk knows it no more.
  expect(await device.passkeys()).toBe(1);
  await byPasskey(page).click();
  await expect(page.getByRole('alert').filter({ hasText: 'does not sign you in' })).toBeVisible();
});

test('is the second factor after the password, and a copy of it is turned away and recorded', async ({
  page,
  stack,
  quiet,
}) => {
  quiet(/401/);
  const { email, password } = stack.accounts.support;
  const device = await addAuthenticator(page);
  await signInWith(page, email, password);
  await expect(page).toHaveURL(/\/customers/);
  await addPasskey(page, 'Blue key');
  await forgetSession(page);

  await signInWith(page, email, password);
  await expect(page.getByRole('alert').filter({ hasText: 'also needs your passkey' })).toBeVisible();
  await expect(byPasskey(page)).toBeFocused();
  await device.setVerified(false);
  await byPasskey(page).click();
  await expect(page.getByRole('alert').filter({ hasText: 'No passkey was chosen' })).toBeVisible();
  await device.setVerified(true);
  await byPasskey(page).click();
  await expect(page).toHaveURL(/\/customers/);
  await forgetSession(page);
  await page.goto('/sign-in');

  await device.turnBack();
  await byPasskey(page).click();
  await expect(page.getByRole('alert').filter({ hasText: 'does not sign you in' })).toBeVisible();
  const [refused] = await asOwner(stack, (query) =>
    query("SELECT detail FROM audit_events WHERE action = 'session.refused' ORDER BY seq DESC LIMIT 1"),
  );
  expect(String(refused?.detail)).toContain('passkey-counter');
});
