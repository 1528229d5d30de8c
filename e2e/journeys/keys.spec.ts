import type { Page } from '@playwright/test';
import { DIALOG, expectAccessibleInBoth } from '../support/desk/accessible';
import { asOwner } from '../support/desk/as-owner';
import { thorough } from '../support/desk/thorough';
import { openCustomer, openList, searchBox, shownUuids } from '../support/desk/verbs';
import { expect, test } from '../support/directory/directory-fixtures';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const place = (page: Page) => page.getByRole('navigation', { name: 'In this list' });

/** Presses keys, and counts them. */
function keyboardOf(page: Page) {
  let count = 0;
  return {
    press: async (...keys: string[]) => {
      for (const key of keys) {
        count += 1;
        await page.keyboard.press(key);
      }
    },
    count: () => count,
  };
}

/** Beyond the end of a page. */
const CUSTOMERS = thorough ? 20 : 12;

test('customers are judged by at most three keys for two, each opened once', async ({ page, signIn, stack }) => {
  await signIn('compliance');
  await openList(page, '?sortBy=name&order=asc&perPage=10');
  const first = await shownUuids(page);
  // What another journey has opened on this stack doesn't count.
  const [before] = await asOwner(stack, (query) => query('SELECT coalesce(max(seq), 0) AS seq FROM audit_events'));
  const keys = keyboardOf(page);
  const seen: string[] = [];
  await keys.press('j', 'Enter');
  for (let number = 1; number <= CUSTOMERS; number += 1) {
    if (number > 1) await keys.press('j');
    await expect(place(page)).toContainText(`${number} of 400`);
    await expect(page.getByRole('table', { name: /^Person/ })).toContainText('Liveness');
    await expect(heading(page)).toBeFocused();
    const uuid = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    seen.push(uuid);
    const title = await page.title();
    expect(title).toMatch(new RegExp(`^\\S.* · ${uuid.slice(0, 8)} · Sentinel desk$`));
    expect(title).not.toContain((await heading(page).textContent()) ?? '');
  }
  await keys.press('b');
  await expect(heading(page)).toHaveText('Customers');
  expect(seen.slice(0, 10)).toEqual(first);
  expect(new Set(seen).size).toBe(CUSTOMERS);
  expect(keys.count()).toBeLessThanOrEqual(1.5 * CUSTOMERS);
  const opened = await asOwner(stack, (query) =>
    query(`SELECT customer FROM audit_events
      WHERE action = 'customer.opened' AND phase = 'intent' AND seq > ${Number(before?.seq)}`),
  );
  // Nobody is fetched ahead: an opening in the trail is one that a person made.
  expect(opened.map(({ customer }) => customer).sort()).toEqual([...seen].sort());
});

test('keys that come while one page gives way to the next are not lost, and act on the right customer', async ({
  page,
  signIn,
}) => {
  await signIn('admin');
  // A result asks the directory for each next customer. Right after the load the customer's code is not there either.
  await openList(page, '?gender=female');
  const uuids = await shownUuids(page);
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/api/customers/neighbours', async (route) => {
    await held;
    await route.continue();
  });
  for (const key of ['j', 'Enter', 'j', 'j', 'e']) await page.keyboard.press(key);
  await expect(page).toHaveURL(new RegExp(`${uuids[0]}$`));
  answer();
  const dialog = page.getByRole('dialog', { name: 'Edit contact' });
  await expect(dialog).toBeVisible();
  expect(page.url()).toContain(uuids[2]);
  // The page behind the dialog is hidden from roles.
  await expect(dialog).toContainText((await page.locator('h1').textContent()) ?? '');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('k');
  await expect(page).toHaveURL(new RegExp(`${uuids[1]}$`));
});

test('c begins the caller check, l the link; a key that is held opens nobody', async ({ page, signIn, sandbox }) => {
  await signIn('support');
  await openList(page, '?sortBy=name&order=asc');
  const [, second] = await shownUuids(page);
  for (const key of ['j', 'Enter', 'c']) await page.keyboard.press(key);
  const dialog = page.getByRole('dialog', { name: 'Edit contact' });
  await expect(dialog.getByLabel('Birth date')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('l');
  await expect(page.getByRole('dialog', { name: 'Create verification link' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // Support may not see images: the key asks for none.
  await page.keyboard.press('i');
  await page.keyboard.down('j');
  for (let repeats = 0; repeats < 5; repeats += 1) await page.keyboard.down('j');
  await page.keyboard.up('j');
  await expect(page).toHaveURL(new RegExp(`${second}$`));
  expect(await sandbox.calls()).not.toContain('status');
});

test('j enters the rows of Expiring, and walks from customer to customer @more', async ({ page, signIn }) => {
  await signIn('compliance');
  await page.goto('/expiring?within=90');
  const rows = page.getByRole('table', { name: 'Expiring documents' }).locator('tbody').getByRole('link');
  await expect(rows.nth(3)).toBeVisible();
  await page.keyboard.press('j');
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(place(page)).toContainText(/^\d+ of \d+/);
  const next = (await page.getByRole('link', { name: 'Next customer' }).getAttribute('href')) ?? '';
  await page.keyboard.press('j');
  await expect(page).toHaveURL(new RegExp(`${next}$`));
  await page.keyboard.press('b');
  await expect(heading(page)).toHaveText('Expiring documents');
});

test('the search box is on every page, and finds a customer or a whole result from there', async ({
  page,
  signIn,
  sandbox,
  secret,
}) => {
  await signIn('admin');
  const { uuid } = await sandbox.named('canary');
  await page.goto('/accounts');
  await expect(
    page.getByRole('table', { name: 'Accounts' }).getByRole('link').or(page.locator('tbody tr')).first(),
  ).toBeVisible();
  await page.keyboard.press('/');
  await expect(searchBox(page)).toBeFocused();
  await page.keyboard.type('Canary-Qx7vLmp');
  await page.getByRole('option').first().click();
  await expect(page).toHaveURL(new RegExp(`/customers/${uuid}$`));
  await page.goBack();
  await expect(heading(page)).toHaveText('Accounts');
  // The box empties when the router learns of another page, a moment after the page is on screen.
  const here = page.getByRole('navigation', { name: 'Main' }).locator('a[aria-current=page]');
  await expect(here).toHaveText('Accounts');
  secret.push('qx7v');
  await searchBox(page).fill('qx7v');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Shown customers' })).toContainText('qx7v');
  await expect(page).toHaveURL(/\/customers$/);
  await page.getByRole('table', { name: 'Customers' }).getByRole('link').first().click();
  await expect(page).toHaveURL(new RegExp(`/customers/${uuid}$`));
  // From a customer, too: the result takes the place of the list behind.
  await expect(here).toHaveCount(0);
  await searchBox(page).fill('canary');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Shown customers' })).toContainText('canary');
});

test('the palette leads to pages, people, filters, actions and recent customers, as far as the role reaches', async ({
  page,
  signIn,
  sandbox,
}) => {
  test.slow();
  await signIn('support');
  const { uuid } = await sandbox.named('canary');
  await openCustomer(page, uuid);
  const palette = page.getByRole('dialog', { name: 'Find anything' });
  const option = (name: string | RegExp) => palette.getByRole('option', { name });
  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await expect(option(/^Edit the contact/)).toBeVisible();
  await expect(option('Show the images')).toHaveCount(0);
  await expect(option('Audit log')).toHaveCount(0);
  await expect(palette).toMatchAriaSnapshot(`
    - dialog "Find anything":
      - combobox "What to find"
      - listbox "Found":
        - group "On this page"
        - group "Pages":
          - option "Customers"
          - option "Expiring"
          - option "Sessions"
        - group "Filters"
        - group "Opened in this tab"
  `);
  await expectAccessibleInBoth(page, DIALOG);
  await page.keyboard.type('edit');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Edit contact' }).getByLabel('Email')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('face match');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\?faceMatchFailed=true$/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Canary-Qx7');
  await expect(option(/Canary/).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${uuid}$`));
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie);
  expect(stored).not.toMatch(/Canary/i);
});

test('single keys can be turned off, for this browser; the others still work', async ({ page, signIn }) => {
  test.slow();
  await signIn('support');
  await openList(page);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toContainText('Next customer of the list');
  // Support has no images, and is told of no key for them.
  await expect(sheet).not.toContainText('Show the images');
  await sheet.getByRole('checkbox', { name: /single keys/ }).uncheck();
  await expect(sheet.getByRole('status')).toContainText('Single keys are off');
  await expectAccessibleInBoth(page, DIALOG);
  await page.reload();
  await openList(page);
  await page.keyboard.press('/');
  await page.keyboard.press('j');
  await page.keyboard.press('?');
  await expect(searchBox(page)).not.toBeFocused();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('table', { name: 'Customers' }).locator('tbody a').first()).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Find anything' })).toBeVisible();
  // Keys that are off are not told.
  await expect(page.getByRole('option', { name: 'Print this page' }).locator('kbd')).toHaveCount(1);
  await expect(page.getByRole('option', { name: 'Go to the filters' })).toBeVisible();
  await expect(page.getByRole('option', { name: 'Go to the filters' }).locator('kbd')).toHaveCount(0);
});
