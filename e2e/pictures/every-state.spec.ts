import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { LOOKS, showIn } from '../support/desk/accessible';
import { test } from '../support/directory/directory-fixtures';
import { WALKS } from '../support/states/walks';

/**
 * Draws every state of the desk on phones and desktops, in both directions and both themes, for people to look at
 * (`npm run screenshots -- --states`), and lists what stands sideways or is cut without a title. Nothing is compared.
 */

const TO = path.join(import.meta.dirname, '../../.data/pictures');
const PHONES = [
  { width: 320, height: 640 },
  { width: 390, height: 844 },
];
const DESKTOPS = [
  { width: 1366, height: 768 },
  { width: 1440, height: 900 },
];
/** A longer page is drawn to here. */
const MOST_HEIGHT = 2600;

test.skip(process.env.PICTURES !== 'states', 'Drawn by `npm run screenshots -- --states` alone.');
test.describe.configure({ timeout: 1_800_000 });

for (const { name, role, quiet: provoked, states } of WALKS) {
  test(`every state is drawn: ${name}`, async ({ page, browser, sandbox, stack, signIn, quiet }) => {
    if (provoked !== undefined) quiet(provoked);
    page.setDefaultTimeout(15_000);
    await page.addInitScript(() => {
      window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true);
    });
    const folder = path.join(TO, name.replaceAll(' ', '-'));
    fs.mkdirSync(folder, { recursive: true });
    const found: string[] = [];
    await signIn(role);
    for (const [index, state] of states.entries()) {
      const [usual = { width: 1440, height: 900 }] = state.phone ? PHONES.slice(1) : DESKTOPS.slice(1);
      await page.setViewportSize(usual);
      await test.step(state.name, () => state.reach({ page, browser, sandbox, stack }));
      for (const screen of state.phone ? PHONES : [...PHONES, ...DESKTOPS]) {
        await page.setViewportSize(screen);
        for (const look of LOOKS) {
          await showIn(page, look);
          const file = `${String(index).padStart(2, '0')}-${screen.width}-${look.direction}-${look.scheme}.png`;
          await page.evaluate(() => document.fonts.ready);
          await draw(page, path.join(folder, file), screen.width);
          if (look.scheme === 'dark') continue;
          found.push(...(await cutTexts(page)).map((one) => `${file} ${state.name}: ${one}`));
        }
      }
      await showIn(page, null);
      fs.writeFileSync(path.join(folder, 'found.txt'), found.join('\n'));
    }
  });
}

async function draw(page: Page, file: string, width: number): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.screenshot({
    ...{ path: file, animations: 'disabled', caret: 'hide', fullPage: true },
    clip: { x: 0, y: 0, width, height: Math.min(height, MOST_HEIGHT) },
  });
}

/** What is cut and cannot be read by a title either, and how far the page goes sideways. */
async function cutTexts(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const root = document.documentElement;
    const texts = [...document.querySelectorAll<HTMLElement>('body *')].filter((one) => {
      if (!one.checkVisibility() || one.closest('.sr-only, [title], [aria-hidden=true], option') !== null) return false;
      if (one.scrollWidth <= one.clientWidth + 1 || one.clientWidth < 2) return false;
      return getComputedStyle(one).overflowX === 'hidden' && (one.textContent ?? '').trim() !== '';
    });
    const cut = texts.map((one) => `cut: ${(one.textContent ?? '').trim().slice(0, 60)}`);
    const over = root.scrollWidth - window.innerWidth;
    return over > 0 ? [`${over} px sideways`, ...new Set(cut)] : [...new Set(cut)];
  });
}
