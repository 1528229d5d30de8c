import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { customerAtRest, filterPanel, openCustomer, openList, searchFor } from '../support/desk/verbs';
import { expect, test } from '../support/directory/directory-fixtures';

/**
 * Twelve key states as pictures (`npm run screenshots`), of the sandbox's made-up people. `PICTURES=write` renews the kept
 * ones; else each state is compared with its kept picture. Kept is a small grey one: letters of another font vanish at this
 * size, and a panel that is gone, moved or black does not.
 */

const KEPT = path.join(import.meta.dirname, 'kept');
const SIZE = { width: 64, height: 40 };
/** The greatest mean difference of a cell, of 255, over the picture and over its worst eighth. */
const MOST = { whole: 6, worst: 24 };

const writes = process.env.PICTURES === 'write';

async function state(page: Page, name: string, readme?: string): Promise<void> {
  // Nothing may be on its way: neither an image that is decoded nor a colour that changes.
  await page.evaluate(() => document.fonts.ready);
  const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  const file = path.join(KEPT, `${name}.png`);
  const small = sharp(picture)
    .resize({ ...SIZE, fit: 'fill' })
    .greyscale();
  if (writes) {
    fs.mkdirSync(KEPT, { recursive: true });
    await small.clone().png().toFile(file);
    if (readme !== undefined) await keepForReadme(picture, readme);
    return;
  }
  const [now, kept] = await Promise.all([small.raw().toBuffer(), sharp(file).greyscale().raw().toBuffer()]);
  const differences = [...now].map((cell, index) => Math.abs(cell - (kept[index] ?? 0)));
  const mean = (cells: number[]) => cells.reduce((sum, cell) => sum + cell, 0) / cells.length;
  const worst = differences.toSorted((a, b) => b - a).slice(0, differences.length / 8);
  expect.soft(mean(differences), `${name} as a whole`).toBeLessThanOrEqual(MOST.whole);
  expect.soft(mean(worst), `${name} where it differs most`).toBeLessThanOrEqual(MOST.worst);
}

async function keepForReadme(picture: Buffer, name: string): Promise<void> {
  await sharp(picture)
    .png({ palette: true })
    .toFile(path.join(import.meta.dirname, '../../docs', name));
}

const turn = (page: Page, direction: 'ltr' | 'rtl') =>
  page.evaluate((to) => document.documentElement.setAttribute('dir', to), direction);

test('twelve key states look as they are kept', async ({ page, sandbox, signIn }) => {
  test.slow();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await state(page, 'sign-in');

  await signIn('admin');
  await openList(page, '?sortBy=name&order=asc');
  // Names in letters that this machine may have no font for.
  await expect
    .poll(() => page.evaluate(() => [...document.fonts].some(({ family }) => family.includes('Noto Sans Names'))))
    .toBe(true);
  await page.evaluate(() => document.fonts.ready);
  await state(page, 'list');
  await turn(page, 'rtl');
  await state(page, 'list-rtl');
  await turn(page, 'ltr');
  await page.emulateMedia({ colorScheme: 'dark' });
  await state(page, 'list-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option').first()).toBeVisible();
  await state(page, 'palette');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 390, height: 844 });
  await state(page, 'list-phone');
  await page.setViewportSize({ width: 1440, height: 900 });

  const { uuid } = await sandbox.named('ocr-difference');
  await openCustomer(page, uuid);
  await customerAtRest(page);
  await state(page, 'customer', 'customer.png');
  await page.emulateMedia({ colorScheme: 'dark' });
  await state(page, 'customer-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.keyboard.press('i');
  const images = page.getByRole('region', { name: 'Images' });
  await expect(images.getByRole('img').first()).toBeVisible();
  await expect
    .poll(() => images.getByRole('img').evaluateAll((all) => all.every((one) => (one as HTMLImageElement).complete)))
    .toBe(true);
  await state(page, 'customer-images');
  await page.keyboard.press('i');
  await expect(page.getByRole('dialog', { name: 'Image viewer' }).getByRole('img')).toBeVisible();
  await state(page, 'viewer');
  await page.keyboard.press('Escape');

  if (writes) {
    await openList(page);
    await searchFor(page, 'khan');
    await expect(page.getByRole('list', { name: 'Shown customers' })).toContainText('khan');
    await page.getByRole('button', { name: 'Filters', exact: true }).click();
    await expect(filterPanel(page).getByRole('checkbox').nth(5)).toBeVisible();
    await keepForReadme(await page.screenshot({ animations: 'disabled' }), 'customers.png');
  }
  await page.goto('/expiring');
  await expect(page.getByRole('table', { name: 'Expiring documents' }).getByRole('link').first()).toBeVisible();
  await state(page, 'expiring');
  await page.goto('/audit');
  await expect(page.getByRole('table', { name: 'Audit events' }).getByRole('row').nth(1)).toBeVisible();
  await state(page, 'audit');
});
