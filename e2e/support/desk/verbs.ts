import { expect, type Locator, type Page } from '@playwright/test';

/** What people do at the desk, by the names that design.md promises. */

export async function signInWith(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export function customersTable(page: Page): Locator {
  return page.getByRole('table', { name: 'Customers' });
}

export const searchBox = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search customers' });

export const suggestions = (page: Page): Locator =>
  page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');

export const filterPanel = (page: Page): Locator => page.getByRole('region', { name: 'Filters' });

/** What the list is narrowed to: the search text and the filters. */
export const chips = (page: Page): Locator => page.getByRole('list', { name: 'Shown customers' }).getByRole('listitem');

export const exportDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Export customers' });

/** Ticks the box under what the file would lack. */
export async function acceptGaps(dialog: Locator): Promise<void> {
  await dialog.getByRole('checkbox', { name: 'Export what is there' }).check();
}

export const linkDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Create verification link' });

/** The body rows once the table shows the answer to what was asked for. */
export async function settledRows(page: Page): Promise<Locator> {
  const table = customersTable(page);
  await expect(table.getByRole('link').first()).toBeVisible();
  await takenOver(page);
  await expect(table).not.toHaveAttribute('aria-busy', 'true');
  return table.locator('tbody').getByRole('row');
}

/** The uuids of the rows on screen, in order. */
export async function shownUuids(page: Page): Promise<string[]> {
  await settledRows(page);
  const links = customersTable(page).locator('tbody').getByRole('link');
  const paths = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  return paths.map((path) => path.replace('/customers/', ''));
}

export async function expectShown(page: Page, uuids: readonly string[]): Promise<void> {
  await expect.poll(() => shownUuids(page)).toEqual(uuids);
}

/**
 * Waits until React has taken over the page. Rows come with the HTML: a press before the scripts are there does nothing.
 * React marks the elements that it has taken over, and those of a page that it has begun with and waits for code of. The
 * page itself says when its listeners are there (`components/shell/early`).
 */
async function takenOver(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const main = document.querySelector('main table, main h1');
    const marked = main !== null && Object.keys(main).some((key) => key.startsWith('__reactProps'));
    // A clock that the test has installed keeps no marks.
    const keepsMarks = String(performance.mark).includes('[native code]');
    return marked && (!keepsMarks || performance.getEntriesByName('desk-page-taken').length > 0);
  });
}

/** Waits until the page works: effects have run when the browser is idle after React has taken over. */
export async function atWork(page: Page): Promise<void> {
  await takenOver(page);
  // With a limit: Chromium may call nothing idle on a page that has no frame to draw.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 500 })));
}

/**
 * The page as it is before its scripts, which come when the returned function is called.
 *
 * @param path `null`: the page that is there is loaded again
 */
export async function openEarly(page: Page, path: string | null): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/_next/static/**/*.js', async (route) => {
    await released;
    await route.continue();
  });
  // `load` never comes while the scripts are held.
  if (path === null) await page.reload({ waitUntil: 'commit' });
  else await page.goto(path, { waitUntil: 'commit' });
  return release;
}

export async function openList(page: Page, query = ''): Promise<void> {
  await page.goto(`/customers${query}`);
  await atWork(page);
  await settledRows(page);
}

export async function openCustomer(page: Page, uuid: string): Promise<void> {
  // The document ends with Sentinel's answer; whoever counts calls needs the answer behind them.
  await page.goto(`/customers/${uuid}`);
  await atWork(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Identity' })).toContainText(uuid);
}

/** Waits for the customer page's last request: it asks for the activity once it has Sentinel's answer. */
export async function customerAtRest(page: Page): Promise<void> {
  const activity = page.getByRole('region', { name: 'Activity' });
  await expect(activity.getByRole('listitem').first()).toBeVisible();
  await expect(activity.locator('[aria-busy=true]')).toHaveCount(0);
}

/** By the top bar. */
export async function openMain(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
}

export async function searchFor(page: Page, text: string): Promise<void> {
  await searchBox(page).fill(text);
  await page.keyboard.press('Enter');
}

export async function chooseRowsPerPage(page: Page, count: 10 | 50 | 100): Promise<void> {
  await page.getByRole('combobox', { name: 'Rows per page' }).selectOption(String(count));
}

export async function openContactDialog(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Edit contact' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit contact' });
  await expect(dialog).toBeVisible();
  return dialog;
}

export async function signOut(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Account menu: ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}

/**
 * As if the session had never been, where signing out is not what a test is about: the browser then forgets all that it
 * holds of the desk, which takes it seconds. Leaves the desk first: a page that still asks for data would be led to its
 * own sign-in, over the next address.
 */
export async function forgetSession(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.context().clearCookies();
}

/**
 * Nothing in the vendor's data has run or become markup: the sandbox's hostile people would retitle the page, show an
 * image named `x`, or open a browser dialog (which fails every test, see fixtures.ts).
 */
export async function expectHarmless(page: Page): Promise<void> {
  expect(await page.title()).not.toContain('owned');
  await expect(page.locator('img[src="x"], iframe, object, embed')).toHaveCount(0);
}

/** Waits until the list is on screen again: after Back the address is ahead of the page, and a form may still be there. */
export async function onList(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Customers');
}
