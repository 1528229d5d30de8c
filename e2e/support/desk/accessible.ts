import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { thorough } from './thorough';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules that read colours: no other rule's answer depends on the scheme. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

interface Scope {
  /** The only rules to apply; all of them unless given. */
  rules?: readonly string[];
  /**
   * A selector of what has come over a page that another call reads whole, such as `[role=dialog]`. `npm run torture`
   * reads the page beneath as well.
   */
  within?: string;
}

export interface Look {
  scheme: 'light' | 'dark';
  direction: 'ltr' | 'rtl';
}

/** Both themes in both directions, the usual look first. */
export const LOOKS: readonly Look[] = [
  { scheme: 'light', direction: 'ltr' },
  { scheme: 'dark', direction: 'ltr' },
  { scheme: 'light', direction: 'rtl' },
  { scheme: 'dark', direction: 'rtl' },
];

/** Shows the page in a look, with all that is open; `null`: as the person has chosen. */
export async function showIn(page: Page, look: Look | null): Promise<void> {
  await page.emulateMedia({ colorScheme: look?.scheme ?? null });
  await page.evaluate((to) => document.documentElement.setAttribute('dir', to), look?.direction ?? 'ltr');
}

/** What axe finds, each rule with the elements that break it. */
export async function violationsOf(page: Page, { rules, within }: Scope = {}): Promise<string[]> {
  await page.evaluate(async () => {
    // What happens to be scrolled half under the bar is no small target.
    window.scrollTo(0, 0);
    // Nor is a colour on its way to another one a weak contrast.
    const underWay = document.getAnimations().filter((one) => one instanceof CSSTransition);
    await Promise.allSettled(underWay.map((one) => one.finished));
  });
  // Legacy mode gathers the results in the page itself. The default opens a blank page each time to gather those of
  // frames, which takes a third of the time. The desk has no frames.
  expect(page.frames()).toHaveLength(1);
  // Without where each element is that a rule found well: that took a third of the time of a long list.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'], selectors: false });
  if (within !== undefined && !thorough) axe.include(within);
  const { violations } = await (rules ? axe.withRules([...rules]) : axe.withTags(TAGS)).analyze();
  return violations
    .map(({ id, nodes }) => ({
      id,
      html: nodes.map((node) => node.html).filter((node) => id !== 'region' || !isMenu(node)),
    }))
    .filter(({ html }) => html.length > 0)
    .map(({ id, html }) => `${id}: ${html.join(' | ')}`);
}

/** An open menu stands at the end of the document. It belongs to its button, which is in a landmark. */
const isMenu = (html: string) => html.includes('role="menu"');

/** axe finds nothing. axe reads every node under every rule: a test that asks needs `test.slow()`. */
async function expectAccessible(page: Page, scope: Scope = {}): Promise<void> {
  expect(await violationsOf(page, scope)).toEqual([]);
}

/**
 * In the light scheme, and in the dark one where `dark` says so; `npm run torture` tries both themes in both directions
 * everywhere, without leaving what is open. In another scheme the same nodes are there, so that colours alone are read.
 */
export async function expectAccessibleInBoth(page: Page, scope: Scope & { dark?: boolean } = {}): Promise<void> {
  for (const look of LOOKS.filter(({ scheme, direction }) => thorough || isTried(scheme, direction, scope.dark))) {
    await showIn(page, look);
    await expectAccessible(page, look.scheme === 'dark' ? { ...scope, rules: COLOUR_RULES } : scope);
  }
  await showIn(page, null);
}

const isTried = (scheme: Look['scheme'], direction: Look['direction'], dark = false) =>
  direction === 'ltr' && (scheme === 'light' || dark);

/** The open dialog alone (`within`). */
export const DIALOG = { within: '[role=dialog]' } as const;
