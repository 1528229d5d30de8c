import type { Page } from '@playwright/test';

/**
 * Listens as a screen reader does: a place that is in the page already, that nothing hides from screen readers, and whose
 * words change. An alert may come with its words.
 *
 * @returns what was said since the last call, in order
 */
export async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const LIVE = '[role="status"], [role="alert"], [role="log"], [aria-live="polite"], [aria-live="assertive"]';
    const HIDDEN = '[aria-hidden="true"], [inert]';
    const heard = window as unknown as { heard: string[] };
    const words = (place: Element) => (place.textContent ?? '').replace(/\s+/g, ' ').trim();
    const isHeard = (place: Element) => place.closest(HIDDEN) === null && (place as HTMLElement).checkVisibility();
    const known = new Map<Element, string>();
    const look = (mayAnnounce: boolean) => {
      for (const place of document.querySelectorAll(LIVE)) {
        const text = words(place);
        const before = known.get(place);
        known.set(place, text);
        const isNews = before === undefined ? place.role === 'alert' : before !== text;
        if (mayAnnounce && isNews && text !== '' && isHeard(place)) heard.heard.push(text);
      }
    };
    if (heard.heard === undefined) {
      heard.heard = [];
      look(false);
      const changes = { subtree: true, childList: true, characterData: true };
      new MutationObserver(() => look(true)).observe(document.body, changes);
    }
    heard.heard.length = 0;
  });
  return async () => await page.evaluate(() => (window as unknown as { heard: string[] }).heard.splice(0));
}
