import type { Page } from '@playwright/test';
import { expectAccessibleInBoth } from '../support/desk/accessible';
import { asOwner } from '../support/desk/as-owner';
import { expect, test } from '../support/desk/fixtures';
import { signInWith, signOut } from '../support/desk/verbs';
import { codeOf, roomInStep } from '../support/totp/one-time-code';

/** `REQUIRE_TOTP`: whose role needs a second factor gets nothing but the page that sets one up, until it is there. */
test.use({ stackOptions: { customers: 50, env: { REQUIRE_TOTP: 'compliance' } } });

test.afterEach(({ stack }) =>
  asOwner(stack, async (query) => {
    await query('DELETE FROM recovery_codes');
    await query('UPDATE accounts SET totp_secret = NULL, totp_last_step = NULL');
  }),
);

const heading = (page: Page) => page.getByRole('heading', { level: 1, name: 'Set up a second factor' });

const code = (page: Page) => page.getByRole('textbox', { name: 'Code' });

async function shownSecret(page: Page): Promise<string> {
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  return ((await page.getByTestId('totp-secret').textContent()) ?? '').replaceAll(' ', '');
}

async function signInWithCode(page: Page, who: { email: string; password: string }, typed: string): Promise<void> {
  await signInWith(page, who.email, who.password);
  await code(page).fill(typed);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('is set up on the way in, is asked for from then on, and a recovery code stands in for it once', async ({
  page,
  stack,
  quiet,
}) => {
  quiet(/401|422/);
  const { compliance } = stack.accounts;
  await signInWith(page, compliance.email, compliance.password);
  await expect(heading(page)).toBeVisible();
  for (const path of ['/customers', '/expiring', '/audit', '/sessions', '/sign-in']) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/second-factor$/);
  }
  await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(0);

  const secret = await shownSecret(page);
  await code(page).fill('000000');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText(/is wrong: enter the code/i)).toBeVisible();
  // The step before now: the one of now is still to be had for signing in.
  await roomInStep();
  await code(page).fill(codeOf(secret, -1));
  await page.getByRole('button', { name: 'Confirm' }).click();
  const shown = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(shown).toHaveCount(10);
  const [first = '', second = ''] = await shown.allTextContents();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page).toHaveURL(/\/customers$/);
  // There is nothing to set up any more.
  await page.goto('/second-factor');
  await expect(page).toHaveURL(/\/customers$/);
  await signOut(page, compliance.name);

  await signInWithCode(page, compliance, codeOf(secret));
  await expect(page).toHaveURL(/\/customers$/);
  await signOut(page, compliance.name);

  await signInWithCode(page, compliance, first);
  await expect(page).toHaveURL(/\/customers$/);
  await signOut(page, compliance.name);
  await signInWithCode(page, compliance, first);
  await expect(page.getByRole('alert').filter({ hasText: 'The code is wrong' })).toBeVisible();
  await code(page).fill(second);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/customers$/);
});

test('can be put off by leaving, and others are not asked', async ({ page, stack }) => {
  const { compliance, support } = stack.accounts;
  await signInWith(page, compliance.email, compliance.password);
  await expect(heading(page)).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/second-factor');
  await expect(page).toHaveURL(/\/sign-in/);
  await signInWith(page, support.email, support.password);
  await expect(page).toHaveURL(/\/customers$/);
});

test('the page is accessible, with the code to scan and with the recovery codes', async ({ page, signIn }) => {
  test.slow();
  await signIn('compliance');
  await page.goto('/second-factor');
  const secret = await shownSecret(page);
  await expectAccessibleInBoth(page);
  await code(page).fill(codeOf(secret));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('list', { name: 'Recovery codes' })).toBeVisible();
  await expectAccessibleInBoth(page);
});
