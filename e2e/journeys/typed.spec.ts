import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/desk/fixtures';
import { openContactDialog, openList, openMain, settledRows } from '../support/desk/verbs';

/** Nothing that a person typed or decided is lost without a word. */

const question = (page: Page) => page.getByRole('alertdialog', { name: 'Discard what you typed?' });
const editDialog = (page: Page) => page.getByRole('dialog', { name: 'Edit contact' });

async function stay(page: Page): Promise<void> {
  await expect(question(page)).toBeVisible();
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

  test('that was typed back to its start, or never touched, asks nothing', async ({ page }) => {
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

test('a created account is asked about until its link is copied', async ({ page, signIn, context }) => {
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

test.describe('keys', () => {
  test('`e` before the customer’s answer opens the form when the answer is there', async ({
    page,
    sandbox,
    signIn,
  }) => {
    await signIn('support');
    const { uuid } = await sandbox.named('editable');
    await openList(page);
    await sandbox.fault({ mode: 'delay', ms: 1_500, path: 'statusWithoutImages', times: 1 });
    await page.goto(`/customers/${uuid}`);
    await expect(page.getByRole('button', { name: 'Edit contact' })).toBeVisible();
    await page.keyboard.press('e');
    await expect(page.getByRole('button', { name: 'Edit contact' })).toHaveAttribute('aria-busy', 'true');
    await expect(editDialog(page).getByLabel('Email')).toBeFocused();
  });
});
