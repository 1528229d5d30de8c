import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import type { App, Sort } from './apps.ts';
import { type Felt, installProbe, type Seen, type Wanted } from './probe.ts';

/** After an action, before the next one: what the application does by itself is over by then. */
const SETTLE = 700;
/** How long anything may take before the bench gives up, ms. */
const PATIENCE = 60_000;
const VIEWPORT = { width: 1440, height: 900 };

export interface Visit {
  page: Page;
  devtools: CDPSession;
  cold: Seen;
  /** Everything that the cold load brought, headers included, until the network was quiet. */
  bytes: number;
  close(): Promise<void>;
}

export type SignedIn = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Signs a person in, and keeps what the browser keeps of that. */
export async function signIn(browser: Browser, app: App): Promise<SignedIn> {
  const context = await browser.newContext({ baseURL: app.url, viewport: VIEWPORT });
  const page = await context.newPage();
  await app.signIn(page);
  await page.locator(app.probe.row).first().waitFor();
  const kept = await context.storageState();
  await context.close();
  return kept;
}

/** Loads a page of the list with an empty cache, by a person who is signed in. */
export async function visit(
  browser: Browser,
  app: App,
  signedIn: SignedIn,
  { page: number, slowdown = 1 }: { page: number; slowdown?: number },
): Promise<Visit> {
  const context = await browser.newContext({ baseURL: app.url, viewport: VIEWPORT, storageState: signedIn });
  // The compiler of this file wraps functions in a helper that the page doesn't have.
  await context.addInitScript('globalThis.__name = (one) => one');
  await context.addInitScript(installProbe, app.probe);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  let bytes = 0;
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await devtools.send('Network.enable');
  if (slowdown > 1) await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.goto(app.list(number), { waitUntil: 'commit' });
  const cold = await inTime(page, `${number}. page of the list`);
  await page.waitForLoadState('networkidle');
  await sleep(SETTLE);
  return { page, devtools, cold, bytes, close: () => context.close() };
}

/** What the probe has seen, or an error that says what never came. */
async function inTime(page: Page, wanted: string): Promise<Seen> {
  const limit = new AbortController();
  const late = sleep(PATIENCE, null, { signal: limit.signal }).catch(() => null);
  const seen = await Promise.race([page.evaluate(() => window.probe.seen()), late]);
  limit.abort();
  if (seen === null) throw new Error(`${page.url()} never showed this: ${wanted}`);
  return seen;
}

/** What an action is measured by. */
export interface Acted extends Seen, Felt {}

/** Does something that a person does, and measures until what it leads to is there. */
async function measured(page: Page, wanted: Wanted, act: () => Promise<unknown>): Promise<Acted> {
  await page.evaluate(() => void window.probe.takeFelt());
  await page.evaluate((one) => window.probe.arm(one), wanted);
  await act();
  const seen = await inTime(page, JSON.stringify(wanted));
  await sleep(SETTLE);
  return { ...seen, ...(await page.evaluate(() => window.probe.takeFelt())) };
}

/** Moves the pointer away from everything that reacts to it. */
const leave = (page: Page) => page.mouse.move(VIEWPORT.width - 4, 4);

async function centre(page: Page, selector: string): Promise<[number, number]> {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`${selector} isn't on the page.`);
  // A long text makes a cell wider than the screen.
  return [box.x + Math.min(box.width / 2, 40), box.y + box.height / 2];
}

/** A click without any rest of the pointer before it. */
export async function clickAtOnce(page: Page, selector: string): Promise<void> {
  const [x, y] = await centre(page, selector);
  await page.mouse.click(x, y);
}

async function otherRows(page: Page, count: number): Promise<Wanted> {
  return { kind: 'rows', count, before: await page.evaluate(() => window.probe.firstRows()) };
}

/** Scrolls to an element before anything is measured, and away from bars that stand fixed above or below a list. */
async function toMiddle(page: Page, selector: string): Promise<void> {
  await page
    .locator(selector)
    .first()
    .evaluate((element) => element.scrollIntoView({ block: 'center' }));
}

/** The heads stand above the first row. A list that was turned by a pager below it is scrolled to its end. */
const toHeads = (page: Page) => page.evaluate(() => scrollTo(0, 0));

/** Sorts by a column, after the pointer has rested on its head for so long, ms. */
export async function sortRested({ page }: Visit, app: App, column: Sort, rest: number): Promise<Acted> {
  await toHeads(page);
  const wanted = await otherRows(page, app.probe.cold);
  const [x, y] = await centre(page, app.sort(column));
  await page.mouse.move(x, y);
  await sleep(rest);
  const acted = await measured(page, wanted, () => page.mouse.click(x, y));
  await leave(page);
  return acted;
}

/** Sorts by a column at once: by a click without a rest, or by the key Enter right after the focus. */
export async function sortAtOnce({ page }: Visit, app: App, column: Sort, by: 'click' | 'key'): Promise<Acted> {
  await toHeads(page);
  const wanted = await otherRows(page, app.probe.cold);
  const selector = app.sort(column);
  const acted = await measured(page, wanted, async () => {
    if (by === 'click') return clickAtOnce(page, selector);
    await page.locator(selector).first().focus();
    await page.keyboard.press('Enter');
  });
  await leave(page);
  return acted;
}

export async function turnPage({ page }: Visit, app: App): Promise<Acted> {
  await toMiddle(page, app.nextPage);
  const wanted = await otherRows(page, app.probe.cold);
  const acted = await measured(page, wanted, () => clickAtOnce(page, app.nextPage));
  await leave(page);
  return acted;
}

/**
 * Opens a customer from the list. The row is the first one, from that index on, with a name, an e-mail address and a
 * document: customers who have handed in nothing have no images to show.
 */
export async function openCustomer({ page }: Visit, app: App, from: number): Promise<Acted> {
  for (let row = from; row < from + 20; row += 1) {
    const texts = await Promise.all(
      [app.opens(row), app.email(row), app.documents(row)].map((selector) =>
        page.locator(selector).first().textContent(),
      ),
    );
    const [name = '', email = '', documents = ''] = texts.map((text) => text?.trim() ?? '');
    // A name that both applications write alike.
    if (!/^[\p{L}\p{M}'-]+( [\p{L}\p{M}'-]+)*$/u.test(name) || name.length > 40) continue;
    if (!/^\S+@\S+$/.test(email) || email.includes('fault') || !/\p{L}/u.test(documents)) continue;
    await toMiddle(page, app.opens(row));
    return await measured(page, { kind: 'detail', texts: [name, email] }, () => clickAtOnce(page, app.opens(row)));
  }
  throw new Error(`No row from ${from} on has a name, an e-mail address and a document.`);
}

/** Shows the images of the customer on screen. */
export async function revealImages({ page }: Visit, app: App): Promise<Acted> {
  await toMiddle(page, app.showImages);
  const wanted: Wanted = { kind: 'element', selector: app.images };
  return await measured(page, wanted, () => clickAtOnce(page, app.showImages));
}

/** Goes back to the list by the browser's own button. */
export async function goBack({ page }: Visit, app: App): Promise<void> {
  await page.goBack();
  await page.locator(app.opens(0)).first().waitFor();
  await sleep(SETTLE / 2);
}
