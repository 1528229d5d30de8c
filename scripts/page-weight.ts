import { gzipSync } from 'node:zlib';
import type { Page, Response } from '@playwright/test';

export interface Script {
  path: string;
  /** Bytes after gzip, at zlib's default level. */
  gzip: number;
  /** Loaded after the page was usable: what it fetches ahead for the next click. */
  ahead: boolean;
  source: string;
}

interface Timing {
  name: string;
  /** Bytes on the wire, headers included. */
  bytes: number;
  /** Asked for before the page was usable. */
  needed: boolean;
}

/** The page itself keeps the moment in which `usable` first appears: a test would notice it too late. */
async function loadUntil(page: Page, path: string, usable: string): Promise<Timing[]> {
  await page.addInitScript(
    `new MutationObserver((_, observer) => {
      if (document.querySelector(${JSON.stringify(usable)}) === null) return;
      observer.disconnect();
      performance.mark('usable');
    }).observe(document, { subtree: true, childList: true });
    performance.setResourceTimingBufferSize(1000);`,
  );
  await page.goto(path);
  await page.locator(usable).first().waitFor();
  await page.waitForLoadState('networkidle');
  return await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation');
    // Rows may be in the HTML, before the scripts that it names: the page works when those have run, too.
    const loaded = (navigation as PerformanceNavigationTiming | undefined)?.loadEventStart ?? 0;
    const usableAt = Math.max(loaded, performance.getEntriesByName('usable')[0]?.startTime ?? 0);
    const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    return entries.map((entry) => ({
      name: entry.name,
      bytes: (entry as PerformanceResourceTiming).transferSize,
      needed: entry.startTime < usableAt,
    }));
  });
}

/**
 * What a browser loads of JavaScript for one page, by a cold cache. Chromium leaves the `nomodule` polyfill alone, so
 * it isn't counted.
 *
 * @param usable selects an element that appears when a person can work with the page; later scripts are counted apart
 */
export async function weighScripts(page: Page, path: string, usable: string): Promise<Script[]> {
  const responses: Response[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') responses.push(response);
  });
  const needed = new Set((await loadUntil(page, path, usable)).filter((one) => one.needed).map(({ name }) => name));
  return await Promise.all(
    responses.map(async (response) => {
      const body = await response.body();
      const { pathname } = new URL(response.url());
      const ahead = !needed.has(response.url());
      return { path: pathname, gzip: gzipSync(body).length, ahead, source: body.toString('utf8') };
    }),
  );
}

/** Everything that a page loads until a person can work with it, and its fonts, by a cold cache, on the wire. */
export async function weighAll(page: Page, path: string, usable: string): Promise<number> {
  const timings = await loadUntil(page, path, usable);
  const counted = timings.filter(({ name, needed }) => needed || name.endsWith('.woff2'));
  return counted.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
}

/** Full zod carries its classic classes by name; `zod/mini` has its own. */
export function holdsFullZod(script: Pick<Script, 'source'>): boolean {
  return /["'`]ZodString["'`]/.test(script.source);
}

/** Of a thousand bytes each. */
export function kilobytes(scripts: readonly Pick<Script, 'gzip'>[]): number {
  return scripts.reduce((sum, script) => sum + script.gzip, 0) / 1000;
}
