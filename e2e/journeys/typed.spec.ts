import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/desk/fixtures';
import {
  atWork,
  customerAtRest,
  onList,
  openContactDialog,
  openCustomer,
  openList,
  openMain,
  searchBox,
  settledRows,
} from '../support/desk/verbs';

/** Nothing that a person typed or decided is lost without a word. */

const question = (page: Page) => page.getByRole('alertdialog', { name: 'Discard what you typed?' });
const editDialog = (page: Page) => page.getByRole('dialog', { name: 'Edit contact' });

async function stay(page: Page): Promise<void> {
  // The question has the focus a moment after it is visible: a key before that goes to nothing.
  await expect(question(page).getByRole('button', { name: 'Keep editing' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(question(page)).toHaveCount(0);
}

/** Opens the fifth customer of the list, so that Back leads to the list. */
async function openFromList(page: Page): Promise<string> {
  await openList(page);
  const link = (await settledRows(page)).nth(4).getByRole('link');
  const path = (await link.getAttribute('href')) ?? '';
  await link.click();
  await expect(page).toHaveURL(path);
  return path;
}

const type = (dialog: Locator) => dialog.getByLabel('Email').fill('new@corrected.example');

test.describe('a touched form', () => {
  test.beforeEach(async ({ signIn }) => {
    await signIn('support');
  });

  test('asks before Back and Forward, and keeps the text and the focus', async ({ page }) => {
    const path = await openFromList(page);
    const dialog = await openContactDialog(page);
    await expect(dialog.getByLabel('Email')).toBeFocused();
    await type(dialog);
    await page.goBack();
    await stay(page);
    await expect(page).toHaveURL(path);
    await expect(dialog.getByLabel('Email')).toHaveValue('new@corrected.example');
    await expect(dialog.getByLabel('Email')).toBeFocused();
    await page.goBack();
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await expect(page).toHaveURL(/\/customers$/);
    await settledRows(page);
    await page.goForward();
    await expect(page).toHaveURL(path);
    await expect(editDialog(page)).toHaveCount(0);
  });

  test('asks before a link, Escape, the close button, signing out and a reload', async ({ page, stack, quiet }) => {
    quiet(/^dialog: /);
    await openFromList(page);
    const dialog = await openContactDialog(page);
    await type(dialog);
    // The dialog covers the link for a pointer, but not for a screen reader's list of links.
    await page.getByRole('link', { name: 'Expiring', includeHidden: true }).dispatchEvent('click', { button: 0 });
    await stay(page);
    await page.keyboard.press('Escape');
    await stay(page);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await stay(page);
    const asked = page.waitForEvent('dialog');
    await page.evaluate(() => window.location.reload());
    expect((await asked).type()).toBe('beforeunload');
    await expect(dialog.getByLabel('Email')).toHaveValue('new@corrected.example');
    const menu = page.getByRole('button', {
      name: `Account menu: ${stack.accounts.support.name}`,
      includeHidden: true,
    });
    await menu.dispatchEvent('click');
    await page.getByRole('menuitem', { name: 'Sign out', includeHidden: true }).dispatchEvent('click');
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await expect(page).toHaveURL(/\/sign-in/);
  });

  test('that was typed back to its start, or never touched, asks nothing @more', async ({ page }) => {
    await openFromList(page);
    const dialog = await openContactDialog(page);
    const before = await dialog.getByLabel('Email').inputValue();
    await type(dialog);
    await dialog.getByLabel('Email').fill(before);
    await page.goBack();
    await expect(page).toHaveURL(/\/customers$/);
    await expect(question(page)).toHaveCount(0);
  });
});

test('a created account is asked about until its link is copied @more', async ({ page, signIn, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn('admin');
  await page.goto('/customers');
  await openMain(page, 'Accounts');
  await page.getByRole('button', { name: 'Create account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create account' });
  await expect(dialog.getByLabel('Email')).toBeFocused();
  await page.keyboard.type('typed@desk.example');
  await page.goBack();
  await stay(page);
  await expect(dialog.getByLabel('Email')).toHaveValue('typed@desk.example');
  await dialog.getByLabel('Name').fill('Typed Name');
  await dialog.getByRole('button', { name: 'Create account' }).click();
  const made = page.getByRole('dialog', { name: 'Account created' });
  await expect(made.getByRole('textbox', { name: 'One-time link' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog', { name: 'Leave without copying the link?' })).toBeVisible();
  await page.getByRole('button', { name: 'Keep the link open' }).click();
  await made.getByRole('button', { name: 'Copy link' }).click();
  await page.keyboard.press('Escape');
  await expect(made).toHaveCount(0);
});

test.describe('a correction under way when its page is left', () => {
  test.beforeEach(async ({ signIn, sandbox }) => {
    await signIn('support');
    // Until the test lets it go: on a busy machine, too, the page is left before the answer comes.
    await sandbox.fault({ mode: 'hold', path: 'contact' });
  });

  test('is told as saved on the next page @more', async ({ page, sandbox }) => {
    await openFromList(page);
    const dialog = await openContactDialog(page);
    await type(dialog);
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await expect.poll(() => sandbox.calls()).toContain('contact');
    await page.goBack();
    await onList(page);
    await sandbox.clearFaults();
    await expect(page.getByRole('dialog').filter({ hasText: 'Contact saved' })).toBeVisible();
  });

  test('is told as not saved until the person closes it, with the way back to what they typed', async ({
    page,
    sandbox,
    quiet,
  }) => {
    quiet(/409/);
    const { email } = await sandbox.named('in-use-target');
    const path = await openFromList(page);
    const dialog = await openContactDialog(page);
    const name = (await page.getByRole('heading', { level: 1, includeHidden: true }).textContent()) ?? '';
    await dialog.getByLabel('Email').fill(email ?? '');
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await expect.poll(() => sandbox.calls()).toContain('contact');
    await page.goBack();
    await onList(page);
    await sandbox.clearFaults();
    const told = page.getByRole('alert').filter({ hasText: `The contact of ${name} was not saved.` });
    await expect(told).toContainText('already used by another customer');
    await expect(page).toHaveURL(/\/customers$/);
    // Another tab has no draft: the way back to it stays here.
    const tab = page.context().waitForEvent('page');
    await told.getByRole('link', { name: 'Back to the form' }).click({ modifiers: ['ControlOrMeta'] });
    await (await tab).close();
    await told.getByRole('link', { name: 'Back to the form' }).click();
    await expect(page).toHaveURL(path);
    await expect(editDialog(page).getByLabel('Email')).toHaveValue(email ?? '');
    await expect(editDialog(page).getByRole('alert')).toContainText('is already used by another customer');
    await expect(told).toHaveCount(0);
  });

  test('twice for one customer, leads back to what was typed each time, and the form opens by itself no more', async ({
    page,
    sandbox,
    quiet,
  }) => {
    quiet(/409/);
    const path = await openFromList(page);
    const told = page.getByRole('alert').filter({ hasText: /The contact of .+ was not saved\./ });
    const emails = [(await sandbox.named('in-use-target')).email ?? '', (await sandbox.named('complete')).email ?? ''];
    for (const [index, email] of emails.entries()) {
      if (index > 0) await page.locator(`tbody a[href="${path}"]`).click();
      const dialog = await openContactDialog(page);
      await dialog.getByLabel('Email').fill(email);
      await sandbox.clearLog();
      await sandbox.fault({ mode: 'hold', path: 'contact' });
      await dialog.getByRole('button', { name: 'Save changes' }).click();
      await expect.poll(() => sandbox.calls()).toContain('contact');
      await page.goBack();
      await onList(page);
      await sandbox.clearFaults();
      await expect(told).toHaveCount(index + 1);
    }
    for (const email of emails) {
      await told.first().getByRole('link', { name: 'Back to the form' }).click();
      await expect(page).toHaveURL(path);
      await expect(editDialog(page).getByLabel('Email')).toHaveValue(email);
      await editDialog(page).getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('button', { name: 'Discard changes' }).click();
      await expect(editDialog(page)).toHaveCount(0);
    }
    await page.goBack();
    await page.locator(`tbody a[href="${path}"]`).click();
    await customerAtRest(page);
    await expect(page.getByRole('button', { name: 'Edit contact' })).not.toHaveAttribute('aria-busy');
    await expect(editDialog(page)).toHaveCount(0);
  });
});

test.describe('a session that ends in the middle of a form', () => {
  const typeWithoutSession = async (page: Page, uuid: string) => {
    await openCustomer(page, uuid);
    const dialog = await openContactDialog(page);
    await type(dialog);
    await page.context().clearCookies();
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    const again = page.getByRole('dialog', { name: 'Sign in again' });
    await expect(again).toContainText('Your session has ended.');
    return again;
  };

  test('is renewed over the page, and the correction goes on', async ({ page, signIn, sandbox, stack, quiet }) => {
    quiet(/401/);
    const { uuid } = await sandbox.named('editable');
    await signIn('support');
    const again = await typeWithoutSession(page, uuid);
    await again.getByLabel('Password', { exact: true }).fill('not the pass phrase');
    await again.getByRole('button', { name: 'Sign in' }).click();
    await expect(again.getByRole('alert')).toContainText('Email or password is wrong.');
    await page.keyboard.press('Escape');
    await again.getByLabel('Password', { exact: true }).fill(stack.accounts.support.password);
    await again.getByRole('button', { name: 'Sign in' }).click();
    await expect(editDialog(page)).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Contact' })).toContainText('new@corrected.example');
    expect(await sandbox.record(uuid)).toMatchObject({ email: 'new@corrected.example' });
  });

  test('drops what was typed and loaded when another person signs in, and says so', async ({
    page,
    signIn,
    sandbox,
    stack,
    quiet,
  }) => {
    quiet(/401|409/);
    const { uuid, email } = await sandbox.named('editable');
    await signIn('support');
    const again = await typeWithoutSession(page, uuid);
    await again.getByLabel('Email').fill(stack.accounts.admin.email);
    await again.getByLabel('Password', { exact: true }).fill(stack.accounts.admin.password);
    await again.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Somebody else has signed in.' })).toBeVisible();
    await expect(page).toHaveURL(/\/customers$/);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(await sandbox.record(uuid)).toMatchObject({ email });
  });
});

test.describe('keys', () => {
  test('`e` before the customer’s answer opens the form when the answer is there, unless the person turns elsewhere', async ({
    page,
    sandbox,
    signIn,
  }) => {
    await signIn('support');
    const { uuid } = await sandbox.named('editable');
    await openList(page);
    await sandbox.fault({ mode: 'hold', path: 'statusWithoutImages' });
    await sandbox.clearLog();
    // The document ends with Sentinel's answer, and works before.
    await page.goto(`/customers/${uuid}`, { waitUntil: 'commit' });
    await atWork(page);
    await expect.poll(() => sandbox.calls()).toContain('statusWithoutImages');
    await page.keyboard.press('e');
    await expect(page.getByRole('button', { name: 'Edit contact' })).toHaveAttribute('aria-busy', 'true');
    // A person who turns to the search box meanwhile wants no dialog there any more.
    await searchBox(page).click();
    await expect(page.getByRole('button', { name: 'Edit contact' })).not.toHaveAttribute('aria-busy');
    await page.keyboard.type('zzz');
    await expect(searchBox(page)).toHaveValue('zzz');
    await searchBox(page).fill('');
    await searchBox(page).blur();
    await page.keyboard.press('e');
    await expect(page.getByRole('button', { name: 'Edit contact' })).toHaveAttribute('aria-busy', 'true');
    await sandbox.clearFaults();
    await expect(editDialog(page).getByLabel('Email')).toBeFocused();
  });
});
