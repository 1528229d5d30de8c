import type { Page } from '@playwright/test';
import type { SearchCounts } from '@/lib/contracts/search';
import { asOwner } from '../support/desk/as-owner';
import {
  chips,
  customerAtRest,
  customersTable,
  filterPanel,
  openList,
  openMain,
  searchBox,
  searchFor,
  settledRows,
  signInWith,
} from '../support/desk/verbs';
import { expect, test } from '../support/directory/directory-fixtures';

test.beforeEach(async ({ signIn }) => {
  await signIn('compliance');
});

const button = (page: Page) => page.getByRole('button', { name: 'Filters', exact: true });
const neighbours = (page: Page) => page.getByRole('link', { name: /(Next|Previous) customer/ });

async function openFilters(page: Page): Promise<void> {
  await button(page).click();
  await expect(filterPanel(page)).toBeVisible();
}

test('says that there are no counts when counting takes too long, and counts when asked again @more', async ({
  page,
  stack,
}) => {
  await openList(page);
  const again = filterPanel(page).getByRole('button', { name: 'Try again' });
  await asOwner(stack, async (query) => {
    await query('BEGIN');
    await query('LOCK TABLE directory_customers IN ACCESS EXCLUSIVE MODE');
    // The desk shares counts for 15 s: those that an earlier test asked for must be over first.
    const facets = async () => {
      const answer = await page.request.post('/api/customers/counts', { data: {} });
      return ((await answer.json()) as SearchCounts).facets;
    };
    await expect.poll(facets, { timeout: 60_000 }).toBeNull();
    await openFilters(page);
    // The database ends it after five seconds.
    await expect(filterPanel(page)).toContainText('The counts are not available right now.');
    await expect(filterPanel(page)).not.toContainText('No values');
    await expect(filterPanel(page)).not.toContainText('Loading…');
    await query('ROLLBACK');
  });
  await again.click();
  await expect(filterPanel(page).getByRole('group', { name: 'Gender' }).getByRole('checkbox').first()).toBeVisible();
  await expect(again).toHaveCount(0);
});

test('days are set from the keyboard, and the focus stays where it is', async ({ page }) => {
  await openList(page);
  await openFilters(page);
  const from = filterPanel(page).getByLabel('From');
  const until = filterPanel(page).getByLabel('Until');
  await from.fill('2024-01-01');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/updatedFrom=2024-01-01$/);
  await expect(chips(page)).toHaveCount(1);
  await expect(from).toBeFocused();
  await from.fill('2024-02-01');
  await until.focus();
  await expect(page).toHaveURL(/updatedFrom=2024-02-01$/);
  await expect(until).toBeFocused();
  // What is taken away elsewhere leaves the box, too.
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(from).toHaveValue('');
});

test.describe('east of all', () => {
  test.use({ timezoneId: 'Pacific/Kiritimati' });

  test('days are those that the column shows, and the filter names their zone', async ({ page }) => {
    await openList(page, '?sortBy=updatedAt&order=desc');
    const updated = customersTable(page).locator('tbody tr td:last-child');
    const [day = '', month, year] = ((await updated.nth(30).textContent()) ?? '').split(/[ ,]+/);
    const number = new Date(`${day} ${month} ${year} UTC`).getUTCMonth() + 1;
    const asked = `${year}-${String(number).padStart(2, '0')}-${day}`;
    await openList(page, `?updatedFrom=${asked}&updatedTo=${asked}`);
    await settledRows(page);
    const shown = await updated.allTextContents();
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((text) => !text.startsWith(`${day} ${month} ${year}`))).toEqual([]);
    await expect(page.getByText(`of ${shown.length}`, { exact: false }).last()).toBeVisible();
    await openFilters(page);
    await expect(filterPanel(page)).toContainText('Days in your time zone, Pacific/Kiritimati');
    expect(page.url()).not.toContain('Kiritimati');
  });
});

test('whoever takes chips away from the keyboard goes on from the next one', async ({ page }) => {
  await openList(page, '?gender=male,female&faceMatchFailed=true');
  await expect(chips(page)).toHaveCount(3);
  const buttons = chips(page).getByRole('button');
  const second = (await buttons.nth(1).getAttribute('aria-label')) ?? '';
  await buttons.first().focus();
  await page.keyboard.press('Enter');
  await expect(chips(page)).toHaveCount(2);
  await expect(page.getByRole('button', { name: second })).toBeFocused();
  await buttons.last().focus();
  await page.keyboard.press('Enter');
  await expect(chips(page)).toHaveCount(1);
  await expect(buttons.first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(chips(page)).toHaveCount(0);
  await expect(button(page)).toBeFocused();
});

test('“Clear all filters” and “Close filters” lead back to the Filters button @more', async ({ page }) => {
  await openList(page, '?gender=male');
  await page.getByRole('button', { name: 'Clear all filters' }).focus();
  await page.keyboard.press('Enter');
  await expect(chips(page)).toHaveCount(0);
  await expect(button(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(filterPanel(page)).toBeVisible();
  await filterPanel(page).getByRole('button', { name: 'Close filters' }).focus();
  await page.keyboard.press('Enter');
  await expect(filterPanel(page)).toHaveCount(0);
  await expect(button(page)).toBeFocused();
});

test('f opens the filters and closes them, and leads back to their button', async ({ page }) => {
  await openList(page);
  await page.keyboard.press('f');
  await expect(filterPanel(page).locator(':focus')).toHaveCount(1);
  await page.keyboard.press('f');
  await expect(filterPanel(page)).toHaveCount(0);
  await expect(button(page)).toBeFocused();
});

test('“Clear all” in the panel keeps the focus there @more', async ({ page }) => {
  await openList(page, '?gender=male');
  await openFilters(page);
  await filterPanel(page).getByRole('button', { name: 'Clear all' }).focus();
  await page.keyboard.press('Enter');
  await expect(chips(page)).toHaveCount(0);
  await expect(filterPanel(page).getByRole('heading', { name: 'Filters' })).toBeFocused();
});

test('a nationality is found by typing, and each row says why it is there', async ({ page }) => {
  await openList(page, '?faceMatchFailed=true');
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Documents' }).click();
  await page.keyboard.press('Escape');
  // Hidden by the person, and in sight as long as the filter is about it.
  for (const row of await (await settledRows(page)).all()) {
    await expect(row).toContainText(/Face match failed: (Passport|Emirates ID|Egyptian national ID)/);
  }
  await openFilters(page);
  const nations = filterPanel(page).getByRole('group', { name: 'Nationality' });
  const box = nations.getByRole('searchbox', { name: 'Find a nationality' });
  await box.fill('uae');
  await expect(nations.getByRole('checkbox')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/nationality=ARE/);
  await expect(chips(page)).toContainText(['Nationality: United Arab Emirates', 'Face match failed']);
  await box.fill('united k');
  await page.keyboard.press('ArrowDown');
  await expect(nations.getByRole('checkbox', { name: /United Kingdom/ })).toBeFocused();
  await filterPanel(page)
    .getByRole('checkbox', { name: /Documents of several types/ })
    .check();
  await expect(page).toHaveURL(/severalDocuments=true/);
});

test('“Show all” leads on to the first of the further values @more', async ({ page }) => {
  await openList(page);
  await openFilters(page);
  const nations = filterPanel(page).getByRole('group', { name: 'Nationality' });
  await expect(nations.getByRole('checkbox')).toHaveCount(8);
  await nations.getByRole('button', { name: /^Show all/ }).focus();
  await page.keyboard.press('Enter');
  await expect(nations.getByRole('checkbox').nth(8)).toBeFocused();
});

test('says so when a part of the page can not be loaded, and opens it with one press later', async ({
  page,
  quiet,
}) => {
  await openList(page);
  quiet(/Failed to load resource|ERR_FAILED/);
  const problem = page.getByRole('main').getByRole('alert');
  await page.route('**/_next/static/chunks/*', (route) => route.abort());
  await button(page).click();
  await expect(problem).toHaveText(/^This part of the page could not be loaded\./);
  await page.unroute('**/_next/static/chunks/*');
  await button(page).click();
  await expect(filterPanel(page)).toBeVisible();
  await expect(problem).toHaveCount(0);
});

test('so does a customer’s page about the verification link @more', async ({ page, quiet, signIn }) => {
  quiet(/Failed to load resource|ERR_FAILED/);
  await signIn('admin');
  await openList(page);
  await (await settledRows(page)).first().getByRole('link').click();
  const create = page.getByRole('button', { name: 'Create verification link' });
  await expect(create).toBeVisible();
  await page.route('**/_next/static/chunks/*', (route) => route.abort());
  await create.click();
  await expect(page.getByText('This part of the page could not be loaded.')).toBeVisible();
  await page.unroute('**/_next/static/chunks/*');
  await create.click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByText('This part of the page could not be loaded.')).toHaveCount(0);
});

test('a customer opened from the audit log belongs to no list @more', async ({ page }) => {
  await openList(page);
  await (await settledRows(page)).nth(2).getByRole('link').click();
  await expect(neighbours(page).first()).toBeVisible();
  const path = new URL(page.url()).pathname;
  // Left earlier, it would not have been recorded.
  await customerAtRest(page);
  await openMain(page, 'Expiring');
  await expect(page.getByRole('table', { name: 'Expiring documents' })).toBeVisible();
  await openMain(page, 'Audit log');
  await page.getByRole('table', { name: 'Audit events' }).locator(`a[href="${path}"]`).first().click();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  await expect(page.getByRole('region', { name: 'Identity' })).toContainText(path.slice(-36));
  await expect(page.getByRole('link', { name: 'Back to customers' })).toBeVisible();
  await customerAtRest(page);
  await expect(neighbours(page)).toHaveCount(0);
  // And Back to a list makes it one's own again.
  await page.goBack();
  await openMain(page, 'Customers');
  await (await settledRows(page)).nth(2).getByRole('link').click();
  await expect(neighbours(page).first()).toBeVisible();
});

test('says so when the neighbours are not known, and finds them when asked again', async ({ page, quiet, stack }) => {
  quiet(/50\d/);
  const reader = new URL(stack.databaseUrl).username;
  const again = page.getByRole('button', { name: 'Try again' });
  await openList(page, '?gender=male');
  await expect(chips(page)).toHaveCount(1);
  await expect(customersTable(page)).not.toHaveAttribute('aria-busy', 'true');
  await asOwner(stack, async (query) => {
    await query(`REVOKE SELECT ON directory_customers FROM ${reader}`);
    try {
      await (await settledRows(page)).nth(2).getByRole('link').click();
      await expect(page.getByRole('region', { name: 'Identity' })).toBeVisible();
      await expect(again).toBeVisible();
      await expect(neighbours(page)).toHaveCount(0);
    } finally {
      await query(`GRANT SELECT ON directory_customers TO ${reader}`);
    }
  });
  await again.click();
  await expect(neighbours(page)).toHaveCount(2);
  await expect(again).toHaveCount(0);
});

test('the list stays until a customer’s page has come from the server, and nothing is asked for before', async ({
  page,
  stack,
}) => {
  // A page that is still loading fetches no code ahead. Without it, the router loads the page.
  await page.addInitScript(() => {
    const state = Object.getOwnPropertyDescriptor(Document.prototype, 'readyState')?.get;
    const get = () => (state?.call(document) === 'loading' ? 'loading' : 'interactive');
    Object.defineProperty(document, 'readyState', { get });
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const forNeighbours = () => asked.filter((path) => path.endsWith('/neighbours'));
  await openList(page, '?gender=male');
  await expect(chips(page)).toHaveCount(1);
  const link = (await settledRows(page)).nth(2).getByRole('link');
  const name = (await link.textContent()) ?? '';
  await asOwner(stack, async (query) => {
    await query('BEGIN');
    // The page itself waits for the session.
    await query('LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE');
    await link.click();
    const main = page.getByRole('main');
    await expect.poll(() => asked.filter((path) => path.startsWith('/customers/'))).toHaveLength(1);
    await expect(main.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
    await expect(link).toBeVisible();
    expect(forNeighbours()).toEqual([]);
    await query('COMMIT');
  });
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(neighbours(page)).toHaveCount(2);
  // This customer's neighbours, and those of the next one, who is a key away.
  await expect.poll(forNeighbours).toHaveLength(2);
});

test('a session that ends elsewhere takes what was searched for along', async ({ page, stack, quiet }) => {
  await openList(page);
  quiet(/401/);
  const { email, password } = stack.accounts.support;
  await searchFor(page, 'mo');
  await expect(chips(page)).toContainText(['mo']);
  await (await settledRows(page)).nth(1).getByRole('link').click();
  await expect(neighbours(page).first()).toBeVisible();
  // A call of the customer's page that were still under way would be refused, and lead to the sign-in page by itself.
  await customerAtRest(page);
  await asOwner(stack, (query) => query('UPDATE sessions SET ended_at = now() WHERE ended_at IS NULL'));
  // Or the page is led there by itself: a call that it makes ahead is refused as well.
  await page
    .evaluate(() => document.querySelector<HTMLAnchorElement>('nav a[href="/expiring"]')?.click())
    .catch(() => undefined);
  await expect(page).toHaveURL(/\/sign-in/);
  const texts: string[] = [];
  await page.exposeFunction('noteText', (text: string) => void texts.push(text));
  // Seen at every moment: the first refused call takes the page away again.
  await page.evaluate(() => {
    const note = () => {
      for (const one of document.querySelectorAll('input')) (window as unknown as Noting).noteText(one.value);
    };
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await page.evaluate(() => window.history.go(-2));
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  expect(texts).not.toContain('mo');
  await signInWith(page, email, password);
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
  await expect(searchBox(page)).toHaveValue('');
});

interface Noting {
  noteText: (text: string) => void;
}
