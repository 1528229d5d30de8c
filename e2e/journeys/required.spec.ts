import type { Page } from '@playwright/test';
import { expectAccessibleInBoth } from '../support/desk/accessible';
import { asOwner } from '../support/desk/as-owner';
import { CORRECTION, countedSteps } from '../support/desk/counted-steps';
import { expect, test } from '../support/desk/fixtures';
import { casesOf } from '../support/desk/thorough';
import { forgetSession, openCustomer, signInWith } from '../support/desk/verbs';
import { addAuthenticator } from '../support/passkeys/virtual-authenticator';
import { codeOf, roomInStep } from '../support/totp/one-time-code';

/** What an operator requires: a caller check of everybody, a second factor and a passkey of one role each. One desk for all. */
test.use({
  stackOptions: {
    customers: 50,
    env: { CALLER_CHECK: 'required', REQUIRE_TOTP: 'compliance', REQUIRE_PASSKEY: 'admin' },
  },
});

/** The check is in the form at once, and no correction goes without it. */
test('without a passed caller check nothing is saved; with one the correction takes few steps', async ({
  page,
  sandbox,
  signIn,
  quiet,
}) => {
  quiet(/403/);
  await signIn('support');
  const { uuid } = await sandbox.add({
    ...{ email: 'required@journey.example', phoneNumber: '+971502009999', name: 'Callie', lean: false },
    ...{ dateOfBirth: '1990-03-07', passport: { passportNumber: 'QX1234567' } },
  });
  await openCustomer(page, uuid);
  const dialog = page.getByRole('dialog', { name: 'Edit contact' });
  const email = dialog.getByLabel('Email');
  await page.keyboard.press('e');
  // The form takes the focus a moment after it is there.
  await expect(dialog.getByLabel('Birth date')).toBeFocused();
  await email.fill('early@corrected.example');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog.getByText(/Check first that the caller is the customer/)).toBeVisible();
  expect(await sandbox.calls()).not.toContain('contact');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(dialog).toHaveCount(0);

  const { list, did, took } = countedSteps();
  await did('open the form', () => page.keyboard.press('e'));
  await expect(dialog.getByLabel('Birth date')).toBeFocused();
  await did('type the birth date', () => page.keyboard.type('7.3.1990'));
  await did('Tab', () => page.keyboard.press('Tab'));
  await did('type the digits', () => page.keyboard.type('4567'));
  await did('Enter', () => page.keyboard.press('Enter'));
  await expect(email).toBeFocused();
  await did('type the new address', () => page.keyboard.type('required@corrected.example'));
  await did('Enter', () => page.keyboard.press('Enter'));
  await expect(page.getByRole('region', { name: 'Contact' })).toContainText('required@corrected.example');
  expect(list.length).toBe(7);
  expect(list.length).toBeLessThanOrEqual(CORRECTION.steps);
  expect(took()).toBeLessThan(CORRECTION.ms);
});

/** Whose role needs a second factor gets nothing but the page that sets one up, until it is there. */
test.describe('a second factor', () => {
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
    test.slow();
    quiet(/401|422/);
    const { compliance } = stack.accounts;
    await signInWith(page, compliance.email, compliance.password);
    await expect(heading(page)).toBeVisible();
    for (const path of casesOf(['/customers', '/sign-in'], ['/expiring', '/audit', '/sessions'])) {
      await page.goto(path);
      await expect(page).toHaveURL(/\/second-factor$/);
    }
    await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(0);

    const secret = await shownSecret(page);
    await expectAccessibleInBoth(page);
    await code(page).fill('000000');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await expect(page.getByText(/is wrong: enter the code/i)).toBeVisible();
    // The step before now: the one of now is still to be had for signing in.
    await roomInStep();
    await code(page).fill(codeOf(secret, -1));
    await page.getByRole('button', { name: 'Confirm' }).click();
    const shown = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
    await expect(shown).toHaveCount(10);
    await expectAccessibleInBoth(page);
    const [first = '', second = ''] = await shown.allTextContents();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await expect(page).toHaveURL(/\/customers$/);
    // There is nothing to set up any more.
    await page.goto('/second-factor');
    await expect(page).toHaveURL(/\/customers$/);
    await forgetSession(page);

    await signInWithCode(page, compliance, codeOf(secret));
    await expect(page).toHaveURL(/\/customers$/);
    await forgetSession(page);

    await signInWithCode(page, compliance, first);
    await expect(page).toHaveURL(/\/customers$/);
    await forgetSession(page);
    await signInWithCode(page, compliance, first);
    await expect(page.getByRole('alert').filter({ hasText: 'The code is wrong' })).toBeVisible();
    await code(page).fill(second);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/customers$/);
  });

  test('can be put off by leaving, and others are not asked @more', async ({ page, stack }) => {
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
});

/** A person of the role gets nothing but the page that adds a passkey, until there is one. */
test.describe('a passkey', () => {
  // Browsers make passkeys for names alone.
  test.use({ baseURL: async ({ stack }, use) => use(stack.appUrl.replace('127.0.0.1', 'localhost')) });

  test.afterEach(({ stack }) =>
    asOwner(stack, async (query) => {
      await query('DELETE FROM passkeys');
      await query('UPDATE accounts SET passkeys = 0');
    }),
  );

  test('is added on the way in, and asked for from then on', async ({ page, stack, quiet }) => {
    quiet(/401/);
    const { email, password } = stack.accounts.admin;
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
});
