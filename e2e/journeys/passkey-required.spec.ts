import { expectAccessibleInBoth } from '../support/desk/accessible';
import { expect, test } from '../support/desk/fixtures';
import { signInWith } from '../support/desk/verbs';
import { addAuthenticator } from '../support/passkeys/virtual-authenticator';

/** `REQUIRE_PASSKEY`: a person of the role gets nothing but the page that adds a passkey, until there is one. */
test.use({
  stackOptions: { customers: 50, env: { REQUIRE_PASSKEY: 'compliance' } },
  baseURL: async ({ stack }, use) => use(stack.appUrl.replace('127.0.0.1', 'localhost')),
});

test('is added on the way in, and asked for from then on', async ({ page, stack, quiet }) => {
  quiet(/401/);
  const { email, password } = stack.accounts.compliance;
  await addAuthenticator(page);
  await signInWith(page, email, password);
  await expect(page.getByRole('heading', { level: 1, name: 'Add a passkey' })).toBeVisible();
  for (const path of ['/customers', '/sessions']) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/second-factor$/);
  }
  await expectAccessibleInBoth(page);
  await page.getByRole('textbox', { name: 'Name of the passkey' }).fill('Work laptop');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page).toHaveURL(/\/customers$/);

  await page.context().clearCookies();
  await signInWith(page, email, password);
  await expect(page.getByRole('alert').filter({ hasText: 'also needs your passkey' })).toBeVisible();
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page).toHaveURL(/\/customers$/);
});
