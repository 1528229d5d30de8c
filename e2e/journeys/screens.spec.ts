import type { Page } from '@playwright/test';
import { thorough } from '../support/desk/thorough';
import { atWork, openCustomer, openList } from '../support/desk/verbs';
import { expect, test } from '../support/directory/directory-fixtures';
import { makeRows } from '../support/states/made-rows';

/** Every page on every screen: nothing sideways, rows within reach, room for a finger; and without the desk's colours. */

const PAGES = [
  '/customers',
  '/customers/{uuid}',
  '/expiring',
  '/audit',
  '/access-review',
  '/approvals',
  '/alerts',
  '/reviews',
  '/accounts',
  '/system',
  '/sessions',
] as const;

/** A list that is laid out by itself, a page of sections, and a table of the common kind: seen on every screen. */
const KINDS: readonly string[] = ['/customers', '/customers/{uuid}', '/expiring'];

/** A phone, on which every page is seen; the narrowest screen, and a window of 1280 × 1024 at 200 % and at 400 %. */
const SCREENS = [
  { width: 390, height: 844 },
  { width: 320, height: 640 },
  { width: 640, height: 512 },
  { width: 320, height: 256 },
];

/** Pages that have six rows and more in the tests' desk. */
const LONG: readonly string[] = ['/customers', '/expiring', '/audit'];

/** What is wrong with a page in this window, in words. Runs in the page. @param least so many rows the page has */
function faults(least: number): string[] {
  const found: string[] = [];
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > window.innerWidth) found.push(`${scrollWidth - window.innerWidth} px sideways`);
  const rows = [...document.querySelectorAll('main [data-index]')].slice(0, 6);
  if (rows.length < least) found.push(`${rows.length} rows`);
  for (const [index, row] of rows.entries()) {
    row.scrollIntoView({ block: 'center' });
    const { top, bottom, left } = row.getBoundingClientRect();
    const at = document.elementFromPoint(
      Math.max(left, 0) + 24,
      (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2,
    );
    if (at === null || !row.contains(at)) found.push(`row ${index} is out of reach`);
  }
  window.scrollTo(0, 0);
  const controls = document.querySelectorAll<HTMLElement>(
    ':is(header, main) :is(button, select, input:not([type=checkbox], [type=radio]))',
  );
  for (const control of window.innerWidth < 640 ? controls : []) {
    if (!control.checkVisibility()) continue;
    const { width, height } = control.getBoundingClientRect();
    const name = control.getAttribute('aria-label') ?? control.textContent ?? '';
    if (height < 43.5 || width < 24) found.push(`"${name}" is ${Math.round(width)} × ${Math.round(height)} px`);
  }
  return found;
}

test('every page fits a phone and a window at 400 % zoom', async ({ page, sandbox, signIn, stack }) => {
  test.slow();
  await signIn('admin');
  const { uuid } = await sandbox.named('all-documents');
  await makeRows(stack, uuid);
  for (const path of [...PAGES, '/sign-in']) {
    await page.setViewportSize({ width: 390, height: 844 });
    if (path === '/sign-in') await page.context().clearCookies();
    await page.goto(path.replace('{uuid}', uuid));
    await atWork(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
    const rows = LONG.includes(path) ? 6 : 0;
    if (rows > 0) await expect(page.locator('main [data-index]').nth(rows - 1)).toBeAttached();
    for (const screen of thorough || KINDS.includes(path) ? SCREENS : SCREENS.slice(0, 1)) {
      await page.setViewportSize(screen);
      expect(await page.evaluate(faults, rows), `${path} at ${screen.width} × ${screen.height}`).toEqual([]);
    }
  }
});

test('on a narrow screen the menu folds, and the page’s bars scroll away', async ({ page, signIn }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signIn('admin');
  await openList(page);
  const menu = page.getByRole('navigation', { name: 'Main' });
  await expect(menu.getByRole('link')).toHaveCount(0);
  await menu.getByRole('button', { name: 'Customers' }).click();
  await page.getByRole('menuitem', { name: 'Accounts' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible();
  await page.setViewportSize({ width: 320, height: 256 });
  await page.getByRole('table', { name: 'Accounts' }).scrollIntoViewIfNeeded();
  await page.mouse.move(160, 128);
  await page.mouse.wheel(0, 2_000);
  await expect(menu).not.toBeInViewport();
});

/** The line around the element that matches, as the browser draws it. */
const lineOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return `${outlineStyle} ${outlineWidth}`;
    });

test('with the system’s own colours, focus and selection are marked by lines', async ({ page, signIn }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await signIn('admin');
  await openList(page);
  await page.keyboard.press('j');
  expect(await lineOf(page, '.customer-row:has(a:focus)')).toBe('solid 2px');
  expect(await lineOf(page, 'nav [aria-current=page]')).toBe('solid 2px');
  await page.goto('/expiring');
  await atWork(page);
  await page.getByRole('checkbox').nth(1).check();
  expect(await lineOf(page, 'tbody tr:has(:checked)')).toBe('solid 2px');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  expect(await lineOf(page, '[role=option][aria-selected=true]')).toBe('solid 2px');
});

test('j and k move through the rows of every table', async ({ page, sandbox, signIn, stack }) => {
  await signIn('admin');
  const { uuid } = await sandbox.named('all-documents');
  await makeRows(stack, uuid);
  await openCustomer(page, uuid);
  for (const path of ['/accounts', '/audit', '/approvals', '/reviews', '/alerts', '/sessions']) {
    await page.goto(path);
    await atWork(page);
    await expect(page.locator('main [data-index]').first()).toBeVisible();
    const focused = page.locator('main [data-index]:focus-within');
    await page.keyboard.press('j');
    await expect(focused, path).toHaveAttribute('data-index', '0');
    if (path === '/sessions') continue;
    await page.keyboard.press('j');
    await expect(focused, path).toHaveAttribute('data-index', '1');
    await page.keyboard.press('k');
    await expect(focused, path).toHaveAttribute('data-index', '0');
  }
});
