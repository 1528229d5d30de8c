import type { Page } from '@playwright/test';
import { DIALOG, expectAccessibleInBoth } from '../support/desk/accessible';
import { casesOf } from '../support/desk/thorough';
import { customerAtRest, openContactDialog, openCustomer, openList, openMain, signOut } from '../support/desk/verbs';
import { continueWithSso, expect, signInBySso, test } from '../support/sso/sso-stack';

/** Single sign-on as people see it: with a real provider, from the button to the page they wanted. */

test.beforeEach(async ({ provider, quiet }) => {
  // The provider's page has no icon; the desk's own has.
  quiet(/favicon\.ico/);
  await provider.fault(null);
});

const mainMenu = (page: Page) => page.getByRole('navigation', { name: 'Main' }).getByRole('link');

test('people come in with the role that their company gives them', async ({ page, context }) => {
  for (const [who, pages] of casesOf<readonly [string, readonly string[]]>(
    [['Noor Haddad', ['Customers', 'Expiring', 'Approvals', 'Audit log', 'Reviews']]],
    [
      ['Sven Lindqvist', ['Customers', 'Expiring']],
      ['Ada Okonkwo', ['Customers', 'Expiring', 'Approvals', 'Audit log', 'Alerts', 'Reviews', 'Accounts', 'System']],
    ],
  )) {
    await signInBySso(page, who);
    await expect(page).toHaveURL(/\/customers$/);
    await expect(mainMenu(page)).toHaveText([...pages]);
    await signOut(page, who);
    // The provider still knows them, and the desk lets nobody in by itself.
    await expect(page.getByRole('button', { name: 'Continue with single sign-on' })).toBeEnabled();
    await context.clearCookies();
  }
});

test('a link into the desk is followed after signing in, and the provider asks no second time @more', async ({
  page,
  sandbox,
}) => {
  const { uuid } = await sandbox.named('all-documents');
  await page.goto(`/customers/${uuid}`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await continueWithSso(page, 'Noor Haddad');
  await expect(page).toHaveURL(new RegExp(`/customers/${uuid}$`));
  // A call under way would be answered 401.
  await customerAtRest(page);
  await signOut(page, 'Noor Haddad');
  await page.getByRole('button', { name: 'Continue with single sign-on' }).click();
  await expect(page).toHaveURL(/\/customers/);
});

test('somebody without a role reads so, and is led in no circle @more', async ({ page }) => {
  await signInBySso(page, 'Gus Guest', '?next=%2Faudit');
  await expect(page.getByRole('alert').filter({ hasText: 'you have no role at this desk' })).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in\?.*error=SsoNoRole/);
  await page.goto('/customers');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expect(page.getByRole('button', { name: 'Continue with single sign-on' })).toBeEnabled();
});

test('a role that was changed counts from the next sign-in on; one taken away ends what runs @more', async ({
  page,
  provider,
  quiet,
}) => {
  quiet(/401/);
  await signInBySso(page, 'Bo Both');
  await expect(mainMenu(page)).toHaveText(['Customers', 'Expiring', 'Approvals', 'Audit log', 'Reviews']);
  await provider.change('both', { groups: ['desk-support'] });
  await signOut(page, 'Bo Both');
  await page.getByRole('button', { name: 'Continue with single sign-on' }).click();
  await expect(mainMenu(page)).toHaveText(['Customers', 'Expiring']);

  await provider.change('both', { groups: ['staff'] });
  const running = await page.context().storageState();
  await signOut(page, 'Bo Both');
  expect(running.cookies.length).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Continue with single sign-on' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'you have no role at this desk' })).toBeVisible();
});

test('somebody whose roles were not told reads so, and the administrator what to do @more', async ({
  page,
  provider,
  quiet,
}) => {
  quiet(/401/);
  await provider.change('sven', { groupsIn: 'elsewhere' });
  await signInBySso(page, 'Sven Lindqvist');
  await expect(page.getByRole('alert').filter({ hasText: 'did not tell the desk your role' })).toBeVisible();
  await page.context().clearCookies();
  await signInBySso(page, 'Ada Okonkwo');
  await page.goto('/accounts');
  const notice = page.getByRole('status').filter({ hasText: 'did not tell the role of 1 person' });
  await expect(notice).toContainText('use app roles');
  await expectAccessibleInBoth(page);
  await notice.getByRole('link', { name: 'Show events' }).click();
  await expect(page).toHaveURL(/\/audit\?action=session\.refused$/);
  await expect(page.getByText('too many groups for the provider to list').first()).toBeVisible();
  await provider.change('sven', { groupsIn: 'id_token' });
});

test('a provider that lies, or is not there, is said on the sign-in page; a no is no failure', async ({
  page,
  provider,
}) => {
  await provider.fault('wrong-nonce');
  await signInBySso(page, 'Noor Haddad');
  await expect(page.getByRole('alert').filter({ hasText: 'could not be trusted' })).toBeVisible();
  await provider.fault('down');
  await page.getByRole('button', { name: 'Continue with single sign-on' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'can not be reached' })).toBeVisible();
  await provider.fault(null);
  await page.context().clearCookies();
  await signInBySso(page, 'Cancel');
  await expect(page.getByRole('alert').filter({ hasText: 'did not sign you in' })).toBeVisible();
});

test('without local accounts the button is the only way in @more', async ({ page, stack, withoutPasswords }) => {
  await page.goto('/sign-in');
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible();
  await page.goto(`${withoutPasswords}/sign-in`);
  await expect(page.getByRole('button', { name: 'Continue with single sign-on' })).toBeEnabled();
  await expect(page.getByLabel('Password', { exact: true })).toHaveCount(0);
  await expect(page.getByLabel('Email')).toHaveCount(0);
  await continueWithSso(page, 'Ada Okonkwo');
  await expect(page).toHaveURL(`${withoutPasswords}/customers`);
  await openMain(page, 'Accounts');
  await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create account' })).toHaveCount(0);
  // A local account is still there to be disabled; a password that nobody could use is not offered.
  const { name } = stack.accounts.support;
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await expect(page.getByRole('menuitem')).toHaveText([
    'Sessions',
    'Grant more for today',
    'Change role',
    'Disable account',
  ]);
});

test.describe('after ten minutes', () => {
  const askAgain = async (page: Page) => {
    await page.getByRole('button', { name: 'Actions for Sven Lindqvist' }).click();
    await page.getByRole('menuitem', { name: 'Disable account' }).click();
    await page.getByRole('button', { name: 'Disable account' }).click();
    return page.getByRole('dialog', { name: 'Confirm it is you' });
  };

  test('the desk asks the provider who it is, and comes back to the page', async ({
    page,
    provider,
    ageProofs,
    quiet,
  }) => {
    quiet(/401|403/);
    await signInBySso(page, 'Sven Lindqvist');
    await expect(page).toHaveURL(/\/customers$/);
    await page.context().clearCookies();
    await signInBySso(page, 'Ada Okonkwo');
    await expect(page).toHaveURL(/\/customers$/);
    await page.goto('/accounts');
    await ageProofs();
    const asked = await askAgain(page);
    await expect(asked.getByLabel('Password')).toHaveCount(0);
    await expectAccessibleInBoth(page, DIALOG);

    // Not there at the moment: said in the dialog.
    await provider.fault('down');
    await asked.getByRole('button', { name: 'Continue with single sign-on' }).click();
    await expect(asked.getByRole('alert')).toContainText('can not be reached');
    await provider.fault(null);

    // A provider that asks nobody proves nothing: said on the page, once.
    await provider.fault('signed-in-long-ago');
    await continueWithSso(page, 'Ada Okonkwo');
    await expect(page.getByRole('alert').filter({ hasText: 'did not ask you to sign in again' })).toBeVisible();
    await expect(page).toHaveURL(/\/accounts$/);
    await expectAccessibleInBoth(page);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(page.getByText('You were not confirmed.')).toHaveCount(0);
    await provider.fault(null);

    await askAgain(page);
    await continueWithSso(page, 'Ada Okonkwo');
    await expect(page).toHaveURL(/\/accounts$/);
    await page.getByRole('button', { name: 'Actions for Sven Lindqvist' }).click();
    await page.getByRole('menuitem', { name: 'Disable account' }).click();
    await page.getByRole('button', { name: 'Disable account' }).click();
    await expect(page.getByRole('row').filter({ hasText: 'Sven Lindqvist' })).toContainText('Disabled');
  });

  test('a list keeps what it showed @more', async ({ page }) => {
    await signInBySso(page, 'Noor Haddad');
    await openList(page, '?perPage=10&stepUp=SsoOtherPerson');
    await expect(page.getByRole('alert').filter({ hasText: 'Somebody else signed in' })).toBeVisible();
    await expect(page).toHaveURL(/\/customers\?perPage=10$/);
    await openList(page, '?perPage=10&stepUp=made-up');
    await expect(page.getByText('You were not confirmed.')).toHaveCount(0);
  });
});

test('a session that ends in the middle of a form is renewed in a window of the provider', async ({
  page,
  sandbox,
  quiet,
}) => {
  quiet(/401/);
  const { uuid } = await sandbox.named('editable');
  await signInBySso(page, 'Ada Okonkwo');
  await expect(page).toHaveURL(/\/customers$/);
  await openCustomer(page, uuid);
  const dialog = await openContactDialog(page);
  await dialog.getByLabel('Email').fill('new@corrected.example');
  await page.context().clearCookies();
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  const again = page.getByRole('dialog', { name: 'Sign in again' });
  const opened = page.context().waitForEvent('page');
  await again.getByRole('button', { name: 'Continue with single sign-on' }).click();
  await (await opened).getByRole('button', { name: 'Ada Okonkwo' }).click();
  await expect(again).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Contact' })).toContainText('new@corrected.example');
  expect(await sandbox.record(uuid)).toMatchObject({ email: 'new@corrected.example' });
});

test('where the browser blocks that window, the dialog says so and offers a tab @more', async ({
  page,
  sandbox,
  quiet,
}) => {
  quiet(/401/);
  await page.addInitScript(() => {
    window.open = () => null;
  });
  await signInBySso(page, 'Ada Okonkwo');
  await expect(page).toHaveURL(/\/customers$/);
  await openCustomer(page, (await sandbox.named('editable')).uuid);
  const dialog = await openContactDialog(page);
  await dialog.getByLabel('Email').fill('new@corrected.example');
  await page.context().clearCookies();
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  const again = page.getByRole('dialog', { name: 'Sign in again' });
  await again.getByRole('button', { name: 'Continue with single sign-on' }).click();
  await expect(again.getByRole('alert')).toContainText('The browser has blocked the window.');
  await expectAccessibleInBoth(page, DIALOG);
  const opened = page.context().waitForEvent('page');
  await again.getByRole('link', { name: 'Sign in in a new tab' }).click();
  await continueWithSso(await opened, 'Ada Okonkwo');
  await expect(page.getByRole('region', { name: 'Contact' })).toContainText('new@corrected.example');
});

test('the sign-in page is accessible, with both ways in and with a failure', async ({ page }) => {
  test.slow();
  for (const path of casesOf(['/sign-in?error=SsoNoRole'], ['/sign-in'])) {
    await page.goto(path);
    await expectAccessibleInBoth(page);
  }
});

test('so is the page with the button alone @more', async ({ page, withoutPasswords }) => {
  test.slow();
  await page.goto(`${withoutPasswords}/sign-in?error=SsoRefused`);
  await expectAccessibleInBoth(page);
});
