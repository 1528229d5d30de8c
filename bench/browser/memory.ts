import type { Browser } from '@playwright/test';
import type { App } from './apps.ts';
import { goBack, openCustomer, revealImages, type SignedIn, turnPage, type Visit, visit } from './visit.ts';

/** Bytes that JavaScript holds after a thorough collection. */
async function heap({ devtools }: Visit): Promise<number> {
  // The first collection runs finalizers, and the second one frees what these have let go of.
  for (let turn = 0; turn < 2; turn += 1) await devtools.send('HeapProfiler.collectGarbage');
  return (await devtools.send('Runtime.getHeapUsage')).usedSize;
}

/** The heap after a person has read ten pages, opened five customers and shown the images of three. In MB. */
export async function heapAfterWork(browser: Browser, app: App, signedIn: SignedIn, first: number): Promise<number> {
  const session = await visit(browser, app, signedIn, { page: first });
  for (let page = 0; page < 10; page += 1) await turnPage(session, app);
  for (let customer = 0; customer < 5; customer += 1) {
    await openCustomer(session, app, customer * 8);
    if (customer < 3) await revealImages(session, app);
    await goBack(session, app);
  }
  const bytes = await heap(session);
  await session.close();
  return bytes / 1e6;
}

/**
 * The heap after some rounds and after all of them, in MB. A round turns a page and opens a customer; every tenth one shows
 * images as well. Memory that a round leaves behind shows as growth.
 */
export async function heapOverRounds(
  browser: Browser,
  app: App,
  signedIn: SignedIn,
  { early, rounds }: { early: number; rounds: number },
): Promise<{ ours: number; theirs: number }> {
  const session = await visit(browser, app, signedIn, { page: 1 });
  let theirs = Number.NaN;
  for (let round = 1; round <= rounds; round += 1) {
    // The list has an end: then from its first page again.
    if (round % 40 === 0) await session.page.goto(app.list(1));
    await turnPage(session, app);
    await openCustomer(session, app, (round * 3) % 30);
    if (round % 10 === 0) await revealImages(session, app);
    await goBack(session, app);
    if (round === early) theirs = (await heap(session)) / 1e6;
  }
  const ours = (await heap(session)) / 1e6;
  await session.close();
  return { ours, theirs };
}
