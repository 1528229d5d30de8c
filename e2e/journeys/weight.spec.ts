import { holdsFullZod, kilobytes, weighAll, weighScripts } from '../../scripts/page-weight';
import { expect, test } from '../support/desk/fixtures';
import { openList } from '../support/desk/verbs';

/** An empty App Router page is 134.5 KB of it. */
const SCRIPTS_KB = 191.7;
/** On the wire: HTML, rows, styles, scripts and fonts. */
const ALL_KB = 285;

const FIRST_ROW = 'table tbody a';

test.beforeEach(async ({ signIn }) => {
  await signIn('admin');
});

test('the Customers page stays light in scripts', async ({ page }) => {
  const scripts = await weighScripts(page, '/customers', FIRST_ROW);
  expect(scripts.length).toBeGreaterThan(5);
  const kb = kilobytes(scripts.filter((script) => !script.ahead));
  expect(kb).toBeGreaterThan(100);
  expect(kb).toBeLessThanOrEqual(SCRIPTS_KB);
  expect(scripts.filter(holdsFullZod).map((script) => script.path)).toEqual([]);
});

test('the Customers page stays light in everything that it loads', async ({ page }) => {
  const kb = await weighAll(page, '/customers', FIRST_ROW);
  expect(kb).toBeGreaterThan(100);
  expect(kb).toBeLessThanOrEqual(ALL_KB);
});

test('the first rows need no request besides the page', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname + new URL(request.url()).search));
  await openList(page);
  // The next page may be fetched ahead. Nothing else of the list is asked for: its answer came with the page.
  const ofList = asked.filter((path) => path.startsWith('/api/customers'));
  expect(ofList.filter((path) => !path.includes('page=2'))).toEqual([]);
});

test('the rows of the HTML wait for no style', async ({ page }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/*.css', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto('/customers', { waitUntil: 'commit' });
  await expect(page.locator('table tbody tr')).toHaveCount(50);
  expect(await page.evaluate(() => [...document.styleSheets].length)).toBe(0);
  // What a person will press is kept by then, too.
  expect(await page.evaluate(() => 'deskPresses' in window)).toBe(true);
  release();
  await expect(page.locator(FIRST_ROW).first()).toBeVisible();
});
