import type { Page } from '@playwright/test';
import { builtScript } from '../support/desk/built-script';
import { expect, test } from '../support/desk/fixtures';
import { customerAtRest, customersTable, filterPanel, openEarly, openList, searchBox } from '../support/desk/verbs';

// What a person presses while the scripts are still on their way: the rows are on the screen before.

// On a busy machine, too, the rows are in the HTML: without scripts they could not come later.
test.use({ stackOptions: { env: { FIRST_ANSWER_MS: '10000' } } });

const links = (page: Page) => customersTable(page).locator('tbody').getByRole('link');
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test.beforeEach(async ({ signIn }) => {
  await signIn('admin');
});

test('a name opens its customer, once, with the list behind it', async ({ page, sandbox }) => {
  const release = await openEarly(page, '/customers?page=2');
  const link = links(page).nth(3);
  const [name, href] = await Promise.all([link.textContent(), link.getAttribute('href')]);
  await link.click();
  await expect(page.locator('tr[data-opening]')).toHaveCount(1);
  expect(new URL(page.url()).pathname).toBe('/customers');
  release();
  await expect(page).toHaveURL(new RegExp(`${href}$`));
  await expect(heading(page)).toHaveText(name ?? '');
  await expect(page.getByRole('link', { name: 'Next customer' })).toBeVisible();
  // The name is the row's own: Sentinel's answer may still be on its way.
  await customerAtRest(page);
  expect((await sandbox.calls()).filter((call) => call === 'statusWithoutImages')).toHaveLength(1);
  await page.goBack();
  await expect(page).toHaveURL(/\/customers\?page=2$/);
  await expect(link).toHaveText(name ?? '');
});

test('a press beside the name opens the customer; a double click, which marks a word, does not @more', async ({
  page,
}) => {
  const release = await openEarly(page, '/customers');
  const rows = customersTable(page).locator('tbody').getByRole('row');
  const href = await links(page).nth(6).getAttribute('href');
  await rows.nth(4).getByRole('cell').nth(1).dblclick();
  await rows.nth(6).getByRole('cell').nth(7).click();
  release();
  await expect(page).toHaveURL(new RegExp(`${href}$`));
});

test('a name works without any script of the page @more', async ({ page, quiet }) => {
  quiet(/Failed to load resource/);
  await page.route('**/_next/static/**/*.js', (route) => route.abort());
  await page.goto('/customers', { waitUntil: 'commit' });
  const link = links(page).nth(2);
  const name = await link.textContent();
  await link.click();
  await expect(heading(page)).toHaveText(name ?? '');
});

test('a head sorts, and presses of an impatient person count once', async ({ page }) => {
  const release = await openEarly(page, '/customers');
  await page.getByRole('button', { name: 'Name', exact: true }).click({ clickCount: 2 });
  release();
  await expect(page).toHaveURL(/sortBy=name&order=asc/);
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
});

test('the pager turns one page @more', async ({ page }) => {
  const release = await openEarly(page, '/customers');
  await expect(links(page).first()).toBeVisible();
  const next = page.getByRole('button', { name: 'Next page' });
  await next.click();
  await next.click();
  release();
  await expect(page).toHaveURL(/page=2/);
  await expect(customersTable(page)).toHaveAttribute('aria-busy', 'false');
  await expect(page.getByText(/^51–100 of/)).toBeVisible();
});

test('the number of rows is chosen @more', async ({ page }) => {
  const release = await openEarly(page, '/customers');
  await page.getByRole('combobox', { name: 'Rows per page' }).selectOption('10');
  release();
  await expect(page).toHaveURL(/perPage=10/);
  await expect(links(page)).toHaveCount(10);
});

test('keys lead to a row and open it', async ({ page }) => {
  const release = await openEarly(page, '/customers');
  const href = await links(page).nth(1).getAttribute('href');
  for (const key of ['j', 'j', 'Enter']) await page.keyboard.press(key);
  release();
  await expect(page).toHaveURL(new RegExp(`${href}$`));
});

test('a text is typed and searched for', async ({ page }) => {
  const release = await openEarly(page, '/customers');
  await expect(links(page).first()).toBeVisible();
  await page.keyboard.press('/');
  await expect(searchBox(page)).toBeFocused();
  await page.keyboard.type('zzqx');
  await page.keyboard.press('Enter');
  await expect(searchBox(page)).toHaveValue('zzqx');
  release();
  await expect(page.getByRole('heading', { name: /No customer/ }).or(page.getByText(/Nobody/).first())).toBeVisible();
  await expect(searchBox(page)).toHaveValue('zzqx');
  expect(page.url()).not.toContain('zzqx');
});

test('the filters open @more', async ({ page }) => {
  const release = await openEarly(page, '/customers');
  await page.getByRole('button', { name: 'Filters' }).click();
  release();
  await expect(filterPanel(page)).toBeVisible();
});

test('presses on a page whose own code comes later than the frame’s are kept, too', async ({ page }) => {
  // A filtered list needs the code of results. React has begun with the page by then, and stops presses on it.
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let asked = 0;
  await page.route(builtScript('"FirstResult"'), async (route) => {
    asked += 1;
    await released;
    await route.continue();
  });
  await page.goto('/customers?expired=true', { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('desk-frame-taken').length > 0);
  await expect.poll(() => asked).toBe(1);
  const menu = page.getByRole('menu', { name: 'Columns' });
  await page.getByRole('button', { name: 'Columns' }).click();
  // A button of the frame answers at once, and no second time.
  await page.getByRole('button', { name: 'Account' }).click();
  await expect(page.getByRole('menu', { name: 'Account' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  release();
  await expect(menu).toBeVisible();
  await expect(page.getByRole('menu')).toHaveCount(1);
});

test('a key and a button of a customer opened by link wait for the page', async ({ page, sandbox }) => {
  await page.goto('/customers');
  const href = (await links(page).nth(5).getAttribute('href')) ?? '';
  const release = await openEarly(page, href);
  await page.getByRole('button', { name: 'Show images' }).click();
  await page.keyboard.press('?');
  release();
  await expect(page.getByRole('dialog', { name: /shortcuts/i })).toBeVisible();
  await expect.poll(() => sandbox.calls()).toContain('status');
  expect((await sandbox.calls()).filter((call) => call === 'status')).toHaveLength(1);
});

test('“Back to customers” of a reloaded customer leads to the list as it was left @more', async ({ page }) => {
  await openList(page, '?page=2');
  await links(page).nth(3).click();
  await customerAtRest(page);
  const release = await openEarly(page, null);
  await page.getByRole('link', { name: 'Back to customers' }).click();
  release();
  await expect(page).toHaveURL(/\/customers\?page=2$/);
  await expect(links(page).first()).toBeVisible();
});

test('a page that was ready before the script in its HTML keeps no press', async ({ page }) => {
  await openList(page);
  await page.evaluate(() => {
    const inPage = [...document.scripts].find(({ text }) => text.includes('deskPresses'));
    if (inPage === undefined) throw new Error('The page has no script that keeps presses.');
    const script = document.createElement('script');
    script.nonce = inPage.nonce;
    script.text = inPage.text;
    delete window.deskPresses;
    document.body.append(script);
  });
  expect(await page.evaluate(() => 'deskPresses' in window)).toBe(false);
});

test('a person signs in', async ({ browser, stack }) => {
  const context = await browser.newContext({ baseURL: stack.appUrl });
  const page = await context.newPage();
  const release = await openEarly(page, '/sign-in');
  const { email, password } = stack.accounts.support;
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  release();
  await expect(page).toHaveURL(/\/customers$/);
  await context.close();
});
