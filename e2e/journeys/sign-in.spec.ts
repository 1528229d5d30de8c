import type { Page, Request, Route } from '@playwright/test';
import { asOwner } from '../support/desk/as-owner';
import { expect, test } from '../support/desk/fixtures';
import { casesOf } from '../support/desk/thorough';
import { tryToSignInAt } from '../support/desk/try-to-sign-in';
import {
  customerAtRest,
  forgetSession,
  openCustomer,
  openList,
  settledRows,
  signInWith,
  signOut,
} from '../support/desk/verbs';

test('a wrong password is refused in plain words, and the e-mail stays', async ({ page, stack, quiet }) => {
  quiet(/401/);
  await signInWith(page, stack.accounts.support.email, 'not the pass phrase');
  await expect(page.getByRole('alert').filter({ hasText: 'Email or password is wrong.' })).toBeVisible();
  await expect(page.getByLabel('Email')).toHaveValue(stack.accounts.support.email);
  await expect(page).toHaveURL(/\/sign-in$/);
});

test('a right one opens the desk; signing out closes it, Back included, and drops what is still asked for', async ({
  page,
  stack,
}) => {
  const { email, password, name } = stack.accounts.compliance;
  // The next page is fetched ahead. Its call reaches the server when the session has ended.
  const isAhead = ({ pathname, search }: URL) => pathname === '/api/customers' && search.includes('page=2');
  const ahead = held(page, isAhead);
  await page.route(isAhead, ahead.wait);
  await page.route('**/api/auth/signout', async (route) => {
    const answer = await route.fetch();
    ahead.release();
    await ahead.over;
    await route.fulfill({ response: answer });
  });
  await signInWith(page, email, password);
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
  await settledRows(page);
  await ahead.begun;
  await signOut(page, name);
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByRole('table', { name: 'Customers' })).toHaveCount(0);
});

test('a call that the clock makes while a person signs out leads to no way back, and other tabs leave, too', async ({
  page,
  context,
  sandbox,
  signIn,
  stack,
}) => {
  await page.clock.install();
  await signIn('support');
  const other = await context.newPage();
  await openList(other);
  await openCustomer(page, (await sandbox.named('all-documents')).uuid);
  await customerAtRest(page);
  await page.route('**/api/auth/signout', async (route) => {
    const answer = await route.fetch();
    let refused = 0;
    page.on('response', (response) => {
      if (response.url().endsWith('/looking') && response.status() === 401) refused += 1;
    });
    await page.clock.fastForward('00:30');
    // The page makes a refused call once more.
    await expect.poll(() => refused).toBe(2);
    await page.evaluate(() => fetch('/api/auth/csrf').then((csrf) => csrf.text()));
    await route.fulfill({ response: answer });
  });
  await signOut(page, stack.accounts.support.name);
  for (const tab of [page, other]) await expect(tab).toHaveURL(/\/sign-in$/);
});

/** A request that waits on its way until it is released. `over`: it has been answered or given up. */
function held(page: Page, isIt: (url: URL) => boolean) {
  const [begun, released, over] = [signal(), signal(), signal()];
  const end = (request: Request) => isIt(new URL(request.url())) && over.give();
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  const wait = async (route: Route) => {
    begun.give();
    await released.come;
    await route.continue().catch(() => {});
  };
  return { wait, begun: begun.come, release: released.give, over: over.come };
}

function signal() {
  let give = () => {};
  const come = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { come, give: () => give() };
}

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
  for (const outside of casesOf(['/\\evil.example/'], ['https://evil.example/', '//evil.example/'])) {
    await page.goto(`/sign-in?next=${encodeURIComponent(outside)}`);
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/customers$/);
    await forgetSession(page);
  }
});

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
