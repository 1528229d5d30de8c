import type { Browser, Locator, Page } from '@playwright/test';
import { DIALOG, expectAccessibleInBoth } from '../support/desk/accessible';
import { expect, test } from '../support/desk/fixtures';
import { signInWith } from '../support/desk/verbs';

const PASSWORD = 'eleven purple lanterns at noon';

async function openAccounts(page: Page): Promise<void> {
  await page.goto('/accounts');
  await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Accounts' })).not.toHaveAttribute('aria-busy', 'true');
}

const row = (page: Page, email: string): Locator =>
  page.getByRole('table', { name: 'Accounts' }).getByRole('row').filter({ hasText: email });

async function choose(page: Page, email: string, action: string): Promise<void> {
  await row(page, email)
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await page.getByRole('menuitem', { name: action }).click();
}

/** Creates an account by its dialog and gives the one-time link. */
async function create(page: Page, email: string, name: string): Promise<string> {
  await page.getByRole('button', { name: 'Create account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create account' });
  await dialog.getByLabel('Email').fill(email);
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('combobox', { name: 'Role' }).selectOption('compliance');
  await dialog.getByRole('button', { name: 'Create account' }).click();
  const made = page.getByRole('dialog', { name: 'Account created' });
  const link = await made.getByRole('textbox', { name: 'One-time link' }).inputValue();
  await made.getByRole('button', { name: 'Done' }).click();
  return link;
}

/** Another browser: somebody else's. */
async function elsewhere(browser: Browser, baseURL: string | undefined): Promise<Page> {
  return await (await browser.newContext({ ...(baseURL && { baseURL }) })).newPage();
}

async function choosePassword(page: Page, link: string, password = PASSWORD): Promise<void> {
  await page.goto(link);
  await page.getByLabel('New password').fill(password);
  await page.getByLabel('Once more').fill(password);
  await page.getByRole('button', { name: 'Set password' }).click();
}

test('a colleague is created, chooses a password, signs in, and is disabled', async ({
  page,
  browser,
  baseURL,
  signIn,
  quiet,
}) => {
  quiet(/401|410|422/);
  const email = 'colleague@desk.example';
  await signIn('admin');
  await openAccounts(page);
  const link = await create(page, email, 'Noor Haddad');
  expect(link).toMatch(/\/set-password#[\w-]{43}$/);
  await expect(row(page, email)).toContainText('Invited');

  // A second account for the same address: the form says whose it is before anything is sent.
  await page.getByRole('button', { name: 'Create account' }).click();
  const second = page.getByRole('dialog', { name: 'Create account' });
  await second.getByLabel('Email').fill(`Noor <${email.toUpperCase()}>`);
  await expect(second.getByLabel('Email')).toHaveAttribute('aria-invalid', 'true');
  await expect(second).toContainText('Already used by Noor Haddad: Compliance.');
  await second.getByLabel('Email').fill('');
  await page.keyboard.press('Escape');
  await expect(second).toHaveCount(0);

  const theirs = await elsewhere(browser, baseURL);
  await choosePassword(theirs, link, 'too short');
  await expect(theirs.getByText('15 characters or more.', { exact: false }).last()).toBeVisible();
  await choosePassword(theirs, link);
  await expect(theirs.getByRole('status').filter({ hasText: 'Your password is set.' })).toBeVisible();
  await expect(theirs).toHaveURL(/\/set-password$/);
  await theirs.getByRole('link', { name: 'Sign in' }).click();
  await expect(theirs).toHaveURL(/\/sign-in$/);
  await signInWith(theirs, email, PASSWORD);
  await expect(theirs).toHaveURL(/\/customers/);
  const late = await elsewhere(browser, baseURL);
  await choosePassword(late, link);
  await expect(late.getByRole('alert').filter({ hasText: 'This link has expired' })).toBeVisible();

  await page.reload();
  await expect(row(page, email)).toContainText('Active');
  await choose(page, email, 'Change role');
  const role = page.getByRole('dialog', { name: 'Change role' });
  await role.getByRole('combobox', { name: 'Role' }).selectOption('support');
  await role.getByRole('button', { name: 'Save role' }).click();
  await expect(row(page, email)).toContainText('Support');

  await choose(page, email, 'Disable account');
  await page.getByRole('dialog').getByRole('button', { name: 'Disable account' }).click();
  await expect(row(page, email)).toContainText('Disabled');
  await theirs.reload();
  await expect(theirs).toHaveURL(/\/sign-in/);
});

test('an administrator sees a person’s sessions and ends one @more', async ({
  page,
  browser,
  baseURL,
  signIn,
  stack,
  quiet,
}) => {
  quiet(/401/);
  const { email, password, name } = stack.accounts.support;
  const theirs = await elsewhere(browser, baseURL);
  await signInWith(theirs, email, password);
  await expect(theirs).toHaveURL(/\/customers/);
  await signIn('admin');
  await openAccounts(page);
  await choose(page, email, 'Sessions');
  const table = page.getByRole('table', { name: `Sessions of ${name}` });
  await expect(table).toContainText('Chrome');
  // Also with the sessions at hand, Enter ends none of them.
  await page.keyboard.press('Escape');
  await choose(page, email, 'Sessions');
  await expect(table).toContainText('Chrome');
  await expect(page.locator(':focus')).toHaveText('Close');
  await page.getByRole('button', { name: 'End all sessions' }).click();
  await expect(page.getByText('Signed in nowhere')).toBeVisible();
  await theirs.reload();
  await expect(theirs).toHaveURL(/\/sign-in/);
});

test('one’s own sessions: another one ends, this one stays', async ({
  page,
  browser,
  baseURL,
  signIn,
  stack,
  quiet,
}) => {
  quiet(/401/);
  const { email, password, name } = stack.accounts.compliance;
  const other = await elsewhere(browser, baseURL);
  await signInWith(other, email, password);
  await expect(other).toHaveURL(/\/customers/);
  await signIn('compliance');
  await page.goto('/customers');
  await page.getByRole('button', { name: `Account menu: ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Sessions' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sessions' })).toBeVisible();
  const table = page.getByRole('table', { name: 'Sessions' });
  await expect(table).toContainText('This session');
  const ended: string[] = [];
  page.on('request', (request) => request.method() === 'DELETE' && ended.push(new URL(request.url()).pathname));
  // The row has the focus, and not the button that ends the session.
  for (const key of ['j', 'Enter']) await page.keyboard.press(key);
  await expect(table.locator('tbody').getByRole('row').first()).toBeFocused();
  expect(ended).toEqual([]);
  await page.getByRole('button', { name: 'End all others' }).click();
  await expect(table.locator('tbody').getByRole('row')).toHaveCount(1);
  await other.reload();
  await expect(other).toHaveURL(/\/sign-in/);
  await page.reload();
  await expect(table).toContainText('This session');
});

test('after ten minutes the desk asks who it is, once @more', async ({ page, signIn, stack, ageProofs, quiet }) => {
  quiet(/403/);
  await signIn('admin');
  await openAccounts(page);
  await create(page, 'step-up@desk.example', 'Step Up');
  await ageProofs();
  await choose(page, 'step-up@desk.example', 'New invitation');
  await page.getByRole('button', { name: 'Make a link' }).click();
  const asked = page.getByRole('dialog', { name: 'Confirm it is you' });
  await asked.getByLabel('Password').fill('not the pass phrase');
  await asked.getByRole('button', { name: 'Confirm' }).click();
  await expect(asked).toContainText('The password is wrong.');
  await expectAccessibleInBoth(page);
  await asked.getByLabel('Password').fill(stack.accounts.admin.password);
  await asked.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('textbox', { name: 'One-time link' })).toBeVisible();
  await expect(asked).toHaveCount(0);
});

test('others have no such page, and no way to it @more', async ({ page, signIn, quiet }) => {
  quiet(/404/);
  await signIn('compliance');
  expect((await page.goto('/accounts'))?.status()).toBe(404);
  await page.getByRole('link', { name: 'Go to Customers' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Accounts' })).toHaveCount(0);
});

test('the pages are accessible', async ({ page, signIn }) => {
  test.slow();
  await page.goto('/set-password#a-token');
  await expect(page.getByRole('button', { name: 'Set password' })).toBeEnabled();
  await expectAccessibleInBoth(page);
  await signIn('admin');
  await openAccounts(page);
  await expectAccessibleInBoth(page);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessibleInBoth(page, DIALOG);
  await page.goto('/sessions');
  await expect(page.getByRole('table', { name: 'Sessions' })).toBeVisible();
  await expectAccessibleInBoth(page);
  await page.getByRole('button', { name: 'Set up a second factor' }).click();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  await expectAccessibleInBoth(page, DIALOG);
});
