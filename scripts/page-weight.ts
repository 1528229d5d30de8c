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

/**
 * What a browser loads of JavaScript for one page, by a cold cache. Chromium leaves the `nomodule` polyfill alone, so
 * it isn't counted.
 *
 * @param usable resolves when a person can work with the page; later scripts are counted apart
 */
export async function weighScripts(page: Page, path: string, usable: () => Promise<unknown>): Promise<Script[]> {
  const responses: { response: Response; ahead: boolean }[] = [];
  let ahead = false;
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') responses.push({ response, ahead });
  });
  await page.goto(path);
  await usable();
  ahead = true;
  await page.waitForLoadState('networkidle');
  return await Promise.all(
    responses.map(async (one) => {
      const body = await one.response.body();
      const { pathname } = new URL(one.response.url());
      return { path: pathname, gzip: gzipSync(body).length, ahead: one.ahead, source: body.toString('utf8') };
    }),
  );
}

/** Full zod carries its classic classes by name; `zod/mini` has its own. */
export function holdsFullZod(script: Pick<Script, 'source'>): boolean {
  return /["'`]ZodString["'`]/.test(script.source);
}

/** Of a thousand bytes each. */
export function kilobytes(scripts: readonly Pick<Script, 'gzip'>[]): number {
  return scripts.reduce((sum, script) => sum + script.gzip, 0) / 1000;
}
