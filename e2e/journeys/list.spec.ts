import { expect, test } from '../support/desk/fixtures';
import type { Fault } from '../support/desk/sandbox-control';
import { casesOf } from '../support/desk/thorough';
import {
  chooseRowsPerPage,
  customersTable,
  expectHarmless,
  expectShown,
  openList,
  searchBox,
  settledRows,
  shownUuids,
} from '../support/desk/verbs';

const COLUMNS = casesOf<readonly [header: string, key: string]>(
  [
    ['Name', 'name'],
    ['Updated', 'updatedAt'],
  ],
  [
    ['Phone', 'phoneNumber'],
    ['Nationality', 'nationality'],
    ['Gender', 'gender'],
    ['Status', 'status'],
  ],
);

test.beforeEach(async ({ signIn }) => {
  await signIn('compliance');
});

test('sorts by each column both ways, exactly as Sentinel does', async ({ page, sandbox }) => {
  await openList(page);
  for (const [header, key] of COLUMNS) {
    const column = customersTable(page).getByRole('columnheader', { name: header });
    const seen: string[] = [];
    for (const _ of [1, 2]) {
      const before = await column.getAttribute('aria-sort');
      await column.getByRole('button').click();
      await expect(column).toHaveAttribute('aria-sort', /ascending|descending/);
      await expect(column).not.toHaveAttribute('aria-sort', before ?? 'none');
      const order = (await column.getAttribute('aria-sort')) === 'ascending' ? 'asc' : 'desc';
      await expectShown(page, (await sandbox.order(key, order)).slice(0, 50));
      seen.push(order);
    }
    expect(seen.toSorted(), header).toEqual(['asc', 'desc']);
    expect(await customersTable(page).locator('[aria-sort=ascending], [aria-sort=descending]').count()).toBe(1);
  }
});

test('pages through 50, 10 and 100 at a time', async ({ page, sandbox }) => {
  const order = await sandbox.order('updatedAt', 'desc');
  await openList(page);
  for (const perPage of casesOf<50 | 10 | 100>([10], [50, 100])) {
    if (perPage !== 50) await chooseRowsPerPage(page, perPage);
    await expectShown(page, order.slice(0, perPage));
    await expect(page.getByText(`1–${perPage} of 2,400`)).toBeVisible();
    await page.getByRole('button', { name: 'Next page' }).click();
    await expectShown(page, order.slice(perPage, 2 * perPage));
    await expect(page.getByText(`${perPage + 1}–${2 * perPage} of 2,400`)).toBeVisible();
    await expect(page).toHaveURL(/page=2/);
    await page.getByRole('button', { name: 'Last page' }).click();
    await expectShown(page, order.slice(2400 - perPage));
    await page.getByRole('button', { name: 'Previous page' }).click();
    await expectShown(page, order.slice(2400 - 2 * perPage, 2400 - perPage));
    await page.getByRole('button', { name: 'First page' }).click();
    await expectShown(page, order.slice(0, perPage));
  }
});

test('costs one call, one more for the prefetched next page, and none to turn to it', async ({ page, sandbox }) => {
  await sandbox.clearLog();
  await openList(page);
  await expect.poll(() => sandbox.calls()).toEqual(['listWithDoc', 'listWithDoc']);
  const pages = async () => (await sandbox.log()).map((call) => call.body.page);
  expect(await pages()).toEqual([1, 2]);
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(page.getByText('51–100 of 2,400')).toBeVisible();
  await expect.poll(pages).toEqual([1, 2, 3]);
  // Another step shows that the one before it asked for nothing else: the sandbox's log keeps the order of calls.
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(page.getByText('101–150 of 2,400')).toBeVisible();
  await expect.poll(pages).toEqual([1, 2, 3, 4]);
});

test('a link to a list opens the same list in a new browser @more', async ({ page, browser, sandbox, stack }) => {
  await openList(page, '?page=3&perPage=10&sortBy=name&order=asc');
  const expected = (await sandbox.order('name', 'asc')).slice(20, 30);
  await expectShown(page, expected);
  const context = await browser.newContext({
    storageState: await page.context().storageState(),
    baseURL: stack.appUrl,
  });
  const other = await context.newPage();
  await other.goto(page.url());
  await expectShown(other, expected);
  await context.close();
});

test('nonsense in the address falls back to the default, and Sentinel never hears of it @more', async ({
  page,
  sandbox,
}) => {
  await sandbox.clearLog();
  await openList(page, '?page=-3&perPage=7&sortBy=__proto__&order=sideways');
  await expectShown(page, (await sandbox.order('updatedAt', 'desc')).slice(0, 50));
  expect((await sandbox.log())[0]?.body).toEqual({
    page: 1,
    entriesPerPage: 50,
    sortBy: 'updatedAt',
    sortingOrder: 'desc',
  });
});

test('Back from a customer brings the same page and the same place @more', async ({ page }) => {
  await openList(page, '?page=2&sortBy=name&order=asc');
  const rows = await settledRows(page);
  const shown = await shownUuids(page);
  const link = rows.nth(40).getByRole('link');
  await link.scrollIntoViewIfNeeded();
  const before = await link.boundingBox();
  await link.click();
  await expect(page).toHaveURL(/\/customers\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('region', { name: 'Identity' })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/page=2/);
  expect(await shownUuids(page)).toEqual(shown);
  await expect(link).toBeInViewport();
  await expect.poll(async () => Math.abs(((await link.boundingBox())?.y ?? 0) - (before?.y ?? -999))).toBeLessThan(5);
});

test('a page beyond the end says so and leads back', async ({ page }) => {
  await page.goto('/customers?page=999');
  await expect(page.getByText('There is no page 999')).toBeVisible();
  await page.getByRole('link', { name: 'Go to page 48' }).click();
  await expect(page.getByText('2,351–2,400 of 2,400')).toBeVisible();
});

test('works from the keyboard alone', async ({ page }) => {
  await openList(page);
  const uuids = await shownUuids(page);
  await page.keyboard.press('/');
  await expect(searchBox(page)).toBeFocused();
  await page.keyboard.press('Escape');
  // The first step enters the rows, the next ones move within them.
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/customers/${uuids[1]}$`));
  await page.goBack();
  await settledRows(page);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});

test('the choice of columns stays in this browser', async ({ page }) => {
  await openList(page);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Gender' }).click();
  await page.keyboard.press('Escape');
  await expect(customersTable(page).getByRole('columnheader', { name: 'Gender' })).toHaveCount(0);
  await page.reload();
  await settledRows(page);
  await expect(customersTable(page).getByRole('columnheader', { name: 'Gender' })).toHaveCount(0);
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(stored).not.toMatch(/@|\+\d{6}/);
});

test('badges say what expired and what is about to, in words @more', async ({ page, sandbox }) => {
  await openList(page, '?perPage=100');
  const badge = (text: string | RegExp) => customersTable(page).getByText(text).first();
  await expect(badge(/^Expired: /)).toBeVisible();
  await expect(badge(/^Expires in \d+ days?: /)).toBeVisible();
  const edge = await sandbox.named('expired-today-edge');
  await page.goto(`/customers/${edge.uuid}`);
  await expect(page.getByText('Expires today: Passport').first()).toBeVisible();
  await expect(page.getByText('Expired: Emirates ID').first()).toBeVisible();
});

test('columns that Sentinel leaves out show a dash @more', async ({ page, sandbox }) => {
  await sandbox.fault({ mode: 'only-uuid', path: 'listWithDoc' });
  await openList(page);
  const row = (await settledRows(page)).first();
  expect((await row.textContent())?.match(/—/g)?.length).toBeGreaterThanOrEqual(6);
});

test('a failed list says what failed, and tries again', async ({ page, sandbox, quiet }) => {
  quiet(/503/);
  await sandbox.fault({ mode: 'status', status: 500, path: 'listWithDoc' });
  await page.goto('/customers');
  await expect(page.getByText('The customers could not be loaded')).toBeVisible();
  await expect(page.getByText('Sentinel can not be reached')).toBeVisible();
  await sandbox.clearFaults();
  await page.getByRole('button', { name: 'Try again' }).click();
  await settledRows(page);
});

test('rows stay, with their age, when newer ones do not come @more', async ({ page, sandbox, quiet }) => {
  quiet(/503/);
  await openList(page);
  const shown = await shownUuids(page);
  await sandbox.fault({ mode: 'status', status: 500, path: 'listWithDoc' });
  await page.getByRole('button', { name: /Refresh|Reload/ }).click();
  await expect(page.getByText(/as of \d\d:\d\d/)).toBeVisible();
  expect(await shownUuids(page)).toEqual(shown);
});

test('rows stay on screen, dimmed, while the next ones are slow', async ({ page, sandbox }) => {
  await openList(page);
  const shown = await shownUuids(page);
  await sandbox.fault({ mode: 'hold', path: 'listWithDoc' });
  await customersTable(page).getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
  await expect(customersTable(page)).toHaveAttribute('aria-busy', 'true');
  expect(await customersTable(page).locator('tbody').getByRole('link').count()).toBe(shown.length);
  await sandbox.clearFaults();
  await expectShown(page, (await sandbox.order('name', 'asc')).slice(0, 50));
});

test('the focus stays with its customer when newer rows come, and with nobody once the customer has left the page', async ({
  page,
  sandbox,
}) => {
  await openList(page);
  const [, second = '', third = '', fourth = ''] = await shownUuids(page);
  for (const _ of [1, 2, 3]) await page.keyboard.press('j');
  const link = (uuid: string) => customersTable(page).locator(`tbody a[href$="${uuid}"]`);
  await expect(link(third)).toBeFocused();
  // By itself, as the desk does when a person comes back to the window: the button must not take the focus.
  const refresh = async () => await page.getByRole('button', { name: 'Refresh' }).dispatchEvent('click');
  await sandbox.patch(fourth, { name: 'Newest' });
  await refresh();
  await expect.poll(async () => (await shownUuids(page))[0]).toBe(fourth);
  await expect(link(third)).toBeFocused();

  await sandbox.remove(third);
  await refresh();
  await expect.poll(async () => (await shownUuids(page)).includes(third)).toBe(false);
  await expect(customersTable(page)).toBeFocused();
  await page.keyboard.press('Enter');
  // Back among the rows by a key; nothing has been opened meanwhile.
  await page.keyboard.press('k');
  await expect(customersTable(page).locator('tbody a:focus')).toHaveCount(1);
  await page.keyboard.press('Home');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/customers/${second}$`));
});

/** `fault-words.spec.ts` has a fault of each outcome. */
const BROKEN = casesOf<readonly [Fault, string]>(
  [[{ mode: 'truncate' }, 'could not be read']],
  [
    [{ mode: 'html' }, 'could not be read'],
    [{ mode: 'no-uuid' }, 'could not be read'],
    [{ mode: 'reset', when: 'mid-body' }, 'can not be reached'],
    [{ mode: 'echo', status: 400 }, "Sentinel refuses this dashboard's credentials. Tell your administrator."],
  ],
);

test('says what is wrong with an answer', async ({ page, sandbox, quiet }) => {
  quiet(/50[23]/);
  for (const [fault, message] of BROKEN) {
    await sandbox.clearFaults();
    await sandbox.fault(fault);
    await page.goto('/customers');
    await expect(page.getByText(message), JSON.stringify(fault)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  }
});

test('survives rows of the wrong types, and customers that mean harm', async ({ page, sandbox }) => {
  await sandbox.fault({ mode: 'wrong-types', path: 'listWithDoc', times: 1 });
  await openList(page);
  // To the head of the list, all of them.
  for (const key of ['hostile-markup', 'long-name', 'no-space-name', 'nulls', 'unknown-document']) {
    await sandbox.patch((await sandbox.named(key)).uuid, {});
  }
  await openList(page);
  const heights = await (await settledRows(page)).evaluateAll((rows) =>
    rows.map((row) => row.getBoundingClientRect().height),
  );
  expect(new Set(heights)).toEqual(new Set([40]));
  await expectHarmless(page);
});
