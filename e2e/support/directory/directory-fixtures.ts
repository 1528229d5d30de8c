import { expect, request } from '@playwright/test';
import type { DirectoryReport } from '@/lib/contracts/directory';
import { findPerson } from '../desk/canary-search';
import { test as base } from '../desk/fixtures';
import { signInTo } from '../desk/sign-in-to';
import type { TestStack } from '../desk/stack';

interface Fixtures {
  /** What of people may stand in no address and no log; the canary is in it, and tests add whom they search for. */
  secret: string[];
  secretWatch: undefined;
}

/** The stacks whose first walk has been waited for. */
const ready = new WeakMap<TestStack, Promise<void>>();

/** Desks whose directory knows everybody: the files that use them share one stack per worker. */
export const test = base.extend<Fixtures>({
  stackOptions: {
    customers: 400,
    env: {
      DIRECTORY_SYNC: 'on',
      DIRECTORY_SYNC_RATE: '0',
      DIRECTORY_CATCH_UP_SECONDS: '1',
      // So that one stack serves the journeys about hidden fields, too.
      IDENTITY_REVEAL: 'support',
    },
  },

  stack: [
    async ({ stack }, use) => {
      ready.set(stack, ready.get(stack) ?? directoryReady(stack));
      await ready.get(stack);
      await use(stack);
    },
    { scope: 'test', timeout: 90_000 },
  ],

  secret: async ({ sandbox }, use) => {
    const { name, surname, email, phoneNumber } = await sandbox.named('canary');
    await use([name, surname, email, phoneNumber].filter((value) => value !== null));
  },

  // Every address that a page has had or asked for, and all that application and database have printed, at the end of each test.
  secretWatch: [
    async ({ context, stack, secret }, use) => {
      const addresses: string[] = [];
      context.on('request', (asked) => addresses.push(asked.url()));
      context.on('page', (page) => page.on('framenavigated', (frame) => addresses.push(frame.url())));
      await use(undefined);
      const said = {
        'an address': addresses.join('\n'),
        'the application’s log': stack.appLog(),
        'the database’s log': stack.databaseLog(),
      };
      for (const [place, text] of Object.entries(said)) {
        const found = findPerson(text, secret);
        if (found.length > 0) throw new Error(`A person is in ${place}:\n${found.join('\n')}`);
      }
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';

/** Waits for the first walk's end: before it, a search misses people and says so. */
async function directoryReady(stack: TestStack): Promise<void> {
  const desk = await request.newContext();
  await signInTo(stack, desk, 'admin');
  await expect
    .poll(
      async () => {
        const report = (await (await desk.get(`${stack.appUrl}/api/directory`)).json()) as DirectoryReport;
        return { state: report.state, caughtUp: report.caughtUpAt !== null, walking: report.walk !== null };
      },
      { timeout: 80_000 },
    )
    .toEqual({ state: 'ready', caughtUp: true, walking: false });
  await desk.dispose();
}
