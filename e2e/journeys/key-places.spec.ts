import type { Page, Route } from '@playwright/test';
import { builtScript } from '../support/desk/built-script';
import {
  atWork,
  customerAtRest,
  openCustomer,
  openList,
  searchBox,
  shownUuids,
  suggestions,
} from '../support/desk/verbs';
import { expect, test } from '../support/directory/directory-fixtures';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const editDialog = (page: Page) => page.getByRole('dialog', { name: 'Edit contact' });

/** Holds the answers to some requests. @returns lets them go */
function holding(): { hold: (route: Route) => Promise<void>; release: () => void } {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    hold: async (route) => {
      const answer = await route.fetch();
      await held;
      await route.fulfill({ response: answer });
    },
    release,
  };
}

test.beforeEach(async ({ signIn }) => {
  await signIn('admin');
});
// A call that a page makes ahead may be on its way when a test ends.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

test('what is typed while the palette is on its way is text for it, and does nothing on the page', async ({
  page,
  sandbox,
}) => {
  const { uuid } = await sandbox.named('all-documents');
  const { hold, release } = holding();
  await page.route(builtScript('A page, a customer, a filter or an action'), hold);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await openList(page, '?sortBy=name&order=asc');
  await openCustomer(page, uuid);
  await customerAtRest(page);
  for (const key of ['Control+k', 'i', 'j', 'e', 'Enter']) await page.keyboard.press(key);
  release();
  const palette = page.getByRole('dialog', { name: 'Find anything' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('x');
  await expect(palette.getByRole('combobox')).toHaveValue('ijex');
  await expect(page).toHaveURL(new RegExp(`${uuid}$`));
  expect(asked.filter((one) => /POST .*images/.test(one))).toEqual([]);

  // A page that was highlighted stays so when customers are found meanwhile; a customer is opened by choice alone.
  await palette.getByRole('combobox').fill('Canary-Qx7');
  await expect(palette.getByRole('option').first()).toBeVisible();
  await expect(palette.locator('[aria-selected="true"]')).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${(await sandbox.named('canary')).uuid}$`));
  await expect(heading(page)).toBeFocused();
});

test('a customer who is opened by the search box has the focus, and the keys', async ({ page, sandbox, secret }) => {
  const { uuid } = await sandbox.named('canary');
  secret.push('qx7v');
  await page.goto('/expiring?within=90');
  await expect(page.getByRole('table', { name: 'Expiring documents' }).getByRole('link').first()).toBeVisible();
  await page.getByRole('table', { name: 'Expiring documents' }).getByRole('link').first().click();
  await expect(heading(page)).toBeFocused();
  await page.keyboard.press('/');
  await page.keyboard.type('qx7v');
  await suggestions(page).first().click();
  await expect(page).toHaveURL(new RegExp(`${uuid}$`));
  await expect(heading(page)).toBeFocused();
  await expect(searchBox(page)).toHaveValue('');
  await expect(suggestions(page)).toHaveCount(0);
  await page.keyboard.press('e');
  await expect(editDialog(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(editDialog(page)).toHaveCount(0);
  // The customer who is shown already: no step, and the box lets go.
  await page.keyboard.press('/');
  await page.keyboard.type('qx7v');
  await suggestions(page).first().click();
  await expect(searchBox(page)).not.toBeFocused();
  await expect(page).toHaveURL(new RegExp(`${uuid}$`));
});

test('a key that waits ends with Enter, with the way into the box, and with Back', async ({ page }) => {
  await openList(page, '?gender=female');
  const [first = ''] = await shownUuids(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  const { hold, release } = holding();
  await page.route('**/api/customers/neighbours', hold);
  // The list has no use for "i". Enter opens the row's customer, whose images nobody has asked for.
  for (const key of ['j', 'i', 'Enter']) await page.keyboard.press(key);
  await expect(page).toHaveURL(new RegExp(`${first}$`));
  await customerAtRest(page);
  // The next customer is not known yet: the key waits.
  await page.keyboard.press('j');
  await page.keyboard.press('/');
  await page.keyboard.type('ieb');
  await expect(searchBox(page)).toHaveValue('ieb');
  release();
  await expect(page.getByRole('link', { name: 'Next customer' })).toBeVisible();
  // Closes the suggestions, empties the box, leaves the box.
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('Escape');
  await expect(searchBox(page)).not.toBeFocused();
  // Whatever waited would come before this one.
  await page.keyboard.press('e');
  await expect(editDialog(page)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`${first}$`));
  expect(asked.filter((one) => /POST .*images/.test(one))).toEqual([]);
});

test('a key right after a choice in the palette does nothing on the page behind it, and follows the choice', async ({
  page,
  sandbox,
}) => {
  const { uuid } = await sandbox.named('canary');
  await openList(page, '?sortBy=name&order=asc');
  const [first = ''] = await shownUuids(page);
  for (const key of ['j', 'Enter']) await page.keyboard.press(key);
  await expect(page).toHaveURL(new RegExp(`${first}$`));
  await customerAtRest(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await page.keyboard.press('Control+k');
  const box = page.getByRole('dialog', { name: 'Find anything' }).getByRole('combobox');
  await expect(box).toBeFocused();
  await page.keyboard.type('Canary-Qx7');
  await expect(page.getByRole('option', { name: /Canary/ }).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await box.evaluate((input) => {
    const press = (target: Element, key: string) =>
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    press(input, 'Enter');
    requestAnimationFrame(() => press(document.body, 'i'));
  });
  await expect(page).toHaveURL(new RegExp(`${uuid}$`));
  await customerAtRest(page);
  const images = () => asked.filter((one) => /POST .*images/.test(one));
  await expect.poll(images).toEqual([`POST /api/customers/${uuid}/images`]);
});

test('a key that waits for its page is told, until the page has it', async ({ page, sandbox }) => {
  const { uuid } = await sandbox.named('all-documents');
  await openList(page);
  await sandbox.fault({ mode: 'hold', path: 'statusWithoutImages' });
  // The document ends with Sentinel's answer, and works before.
  await page.goto(`/customers/${uuid}`, { waitUntil: 'commit' });
  await atWork(page);
  // The words come with the code for prints.
  await expect(page.locator('[data-paper]')).toHaveCount(1);
  const told = page.getByRole('status').filter({ hasText: 'The key waits until the page is there.' });
  await expect(told).toHaveCount(0);
  await page.keyboard.press('l');
  await expect(told).toHaveCount(1);
  await sandbox.clearFaults();
  await expect(page.getByRole('dialog', { name: 'Create verification link' })).toBeVisible();
  await expect(told).toHaveCount(0);
});

test('n takes what is typed while Sentinel answers, and waits only while an answer can come', async ({
  page,
  sandbox,
  quiet,
}) => {
  quiet(/ERR_FAILED|Failed to load/);
  await openList(page, '?sortBy=name&order=asc');
  const [first = '', second = '', third = ''] = await shownUuids(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await sandbox.fault({ mode: 'hold', path: 'statusWithoutImages' });
  for (const key of ['j', 'Enter', 'n']) await page.keyboard.press(key);
  await page.keyboard.type('i call back');
  await expect(page).toHaveURL(new RegExp(`${first}$`));
  await sandbox.clearFaults();
  const note = page.getByRole('textbox', { name: 'Note' });
  await expect(note).toHaveValue('i call back');
  await expect(note).toBeFocused();
  expect(asked.filter((one) => /POST .*images/.test(one))).toEqual([]);
  await note.fill('');
  await page.keyboard.press('Escape');
  await expect(note).toHaveCount(0);

  await page.route(`**/api/customers/${second}`, (route) => route.abort());
  await page.keyboard.press('j');
  await expect(page).toHaveURL(new RegExp(`${second}$`));
  await expect(page.getByRole('main').getByRole('button', { name: 'Try again' })).toBeVisible();
  for (const key of ['n', 'j']) await page.keyboard.press(key);
  await expect(page).toHaveURL(new RegExp(`${third}$`));
});

test('on Expiring, arrows scroll outside the rows, and a checkbox takes no letters', async ({ page }) => {
  await page.goto('/expiring?within=90');
  await atWork(page);
  const rows = page.getByRole('table', { name: 'Expiring documents' }).locator('tbody').getByRole('row');
  await expect(rows.nth(3)).toBeVisible();
  await page.keyboard.press('End');
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
  await expect(page.locator('body')).toBeFocused();
  // By script, so that nothing but the way into the rows ends the key's wait.
  await rows.nth(1).getByRole('checkbox').focus();
  await page.keyboard.press('j');
  await expect(rows.nth(2).getByRole('link')).toBeFocused();

  // While the list of nationalities is on its way, "a" is text for it, and selects no rows.
  const { hold, release } = holding();
  await page.route('**/_next/static/**/*.js', hold);
  await page.getByRole('combobox', { name: 'Nationality' }).focus();
  for (const key of ['Enter', 'a', 'n']) await page.keyboard.press(key);
  release();
  await expect(page.getByRole('combobox', { name: 'Find a nationality' })).toHaveValue('an');
  await expect(page.getByRole('button', { name: 'Mark as done' })).toHaveCount(0);
});

test('on Expiring, keys wait for the rows of a choice that is on its way, and no row of the choice before is selected', async ({
  page,
}) => {
  await page.goto('/expiring?within=30');
  await atWork(page);
  const table = page.getByRole('table', { name: 'Expiring documents' });
  const rows = table.locator('tbody').getByRole('row');
  await expect(rows.first()).toBeVisible();
  const { hold, release } = holding();
  await page.route('**/api/expiring/customers?*', hold);
  await page.getByText('Within 90 days').click();
  await expect(table).toHaveAttribute('aria-busy', 'true');
  await rows.first().getByRole('checkbox').click();
  await expect(rows.first().getByRole('checkbox')).not.toBeChecked();
  for (const key of ['a', 'd']) await page.keyboard.press(key);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  release();
  const dialog = page.getByRole('dialog', { name: /^Mark \d+ documents as done$/ });
  await expect(dialog).toBeVisible();
  // The rows behind a dialog have no roles.
  const count = await page.locator('main tbody tr[data-index]').count();
  await expect(dialog).toHaveAccessibleName(`Mark ${count} documents as done`);
});

test('links that were created stay when their rows leave the list meanwhile', async ({ page }) => {
  await page.clock.install();
  await page.goto('/expiring?within=90');
  await atWork(page);
  const rows = page.getByRole('table', { name: 'Expiring documents' }).locator('tbody').getByRole('row');
  await rows.first().getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Create links' }).click();
  const dialog = page.getByRole('dialog', { name: /verification link/ });
  await dialog.getByRole('button', { name: /^Create/ }).click();
  await expect(dialog.getByRole('button', { name: 'Done' })).toBeVisible();
  const gone = page.waitForResponse(/api\/expiring\/customers/);
  await page.route('**/api/expiring/customers?*', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), rows: [], next: null } });
  });
  await page.clock.fastForward('01:00');
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await gone;
  await expect(page.locator('main')).toContainText('No documents here');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
});
