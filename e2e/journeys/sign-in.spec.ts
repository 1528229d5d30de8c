import type { Page } from '@playwright/test';
import { asOwner } from '../support/desk/as-owner';
import { expect, test } from '../support/desk/fixtures';
import { tryToSignInAt } from '../support/desk/try-to-sign-in';
import { openList, settledRows, signInWith, signOut } from '../support/desk/verbs';

test('a wrong password is refused in plain words, and the e-mail stays', async ({ page, stack, quiet }) => {
  quiet(/401/);
  await signInWith(page, stack.accounts.support.email, 'not the pass phrase');
  await expect(page.getByRole('alert').filter({ hasText: 'Email or password is wrong.' })).toBeVisible();
  await expect(page.getByLabel('Email')).toHaveValue(stack.accounts.support.email);
  await expect(page).toHaveURL(/\/sign-in$/);
});

test('a right one opens the desk; signing out closes it, Back included', async ({ page, stack }) => {
  const { email, password, name } = stack.accounts.compliance;
  await signInWith(page, email, password);
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
  await settledRows(page);
  await signOut(page, name);
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByRole('table', { name: 'Customers' })).toHaveCount(0);
});

test('a link into the desk is followed after signing in, and only into the desk', async ({ page, stack, sandbox }) => {
  const { email, password } = stack.accounts.compliance;
  const { uuid } = await sandbox.named('all-documents');
  await page.goto(`/customers/${uuid}`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(new RegExp(`/customers/${uuid}$`));

  await forgetSession(page);
  for (const outside of ['https://evil.example/', '//evil.example/', '/\\evil.example/']) {
    await page.goto(`/sign-in?next=${encodeURIComponent(outside)}`);
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/customers$/);
    await forgetSession(page);
  }
});

/** Leaves the desk first: a page that still asks for data would be led to its own sign-in, over the next address. */
async function forgetSession(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.context().clearCookies();
}

test('a session that ends while the page is open leads back to the sign-in page', async ({ page, signIn, quiet }) => {
  quiet(/401/);
  await signIn('support');
  await openList(page);
  await page.context().clearCookies();
  // Without a pointer: resting on the button would ask ahead, and lead away before the press.
  await page.getByRole('button', { name: 'Last page' }).dispatchEvent('click');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test('while strangers try a person’s e-mail, the browser that knows them lets them in, and no other does', async ({
  page,
  stack,
  browser,
  quiet,
}) => {
  quiet(/401/);
  const { appUrl } = stack;
  const { email, password, name } = stack.accounts.compliance;
  await signInWith(page, email, password);
  await settledRows(page);
  await signOut(page, name);

  const wrong = () => tryToSignInAt(email, 'not the pass phrase', { appUrl });
  for (let guess = 1; guess <= 25; guess += 1) await wrong();
  // For as long as this test takes on a slow machine: a minute would do.
  await asOwner(stack, (query) =>
    query("UPDATE sign_in_failures SET locked_until = now() + interval '1 hour' WHERE locked_until IS NOT NULL"),
  );
  let flooding = true;
  const flood = (async () => {
    while (flooding) await wrong();
  })();
  try {
    await signInWith(page, email, password);
    await settledRows(page);

    const stranger = await browser.newPage({ baseURL: appUrl });
    await signInWith(stranger, email, password);
    await expect(stranger.getByRole('alert').filter({ hasText: 'Too many failed attempts.' })).toBeVisible();
    await stranger.close();
  } finally {
    flooding = false;
    await flood;
    await asOwner(stack, (query) => query('DELETE FROM sign_in_failures'));
  }
});

test('a proof in one tab gives the browser a new cookie, and other tabs go on', async ({ page, signIn, stack }) => {
  await signIn('support');
  await openList(page, '?perPage=10');
  const { password } = stack.accounts.support;
  const cookies = async () =>
    (await page.context().cookies()).find(({ name }) => name.endsWith('session-token'))?.value;
  const before = await cookies();
  expect((await page.request.post('/api/session/prove', { data: { password } })).ok()).toBe(true);
  expect(await cookies()).not.toBe(before);
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(page).toHaveURL(/page=2/);
  await settledRows(page);
});
