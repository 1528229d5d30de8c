import type { Page } from '@playwright/test';

/**
 * Texts that would stand in an odd order from right to left: a Latin sentence whose full stop would go to its beginning,
 * or whose first number would go to its end, because nothing sets the text apart (`bdi`).
 */
export async function oddlyOrdered(page: Page): Promise<string[]> {
  const before = await page.evaluate(() => {
    const was = document.documentElement.dir;
    document.documentElement.dir = 'rtl';
    return was;
  });
  const found = await page.evaluate(() => {
    const ENDS = /^[\p{P}\p{S}\p{Nd}].*\p{Script=Latin}|\p{Script=Latin}.*[^\p{L}\p{M}\p{Nd}]$/u;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const odd = new Set<string>();
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = (node.textContent ?? '').trim();
      const parent = node.parentElement;
      if (parent === null || !ENDS.test(text) || !parent.checkVisibility()) continue;
      if (parent.closest('script, style, option, .sr-only, [aria-hidden=true] svg') !== null) continue;
      if (getComputedStyle(parent).direction === 'rtl') odd.add(text);
    }
    return [...odd];
  });
  await page.evaluate((to) => {
    document.documentElement.dir = to;
  }, before);
  return found;
}
