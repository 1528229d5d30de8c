import { test as base } from '@playwright/test';
import { asOwner } from './as-owner';
import { type SandboxControl, sandboxControl } from './sandbox-control';
import { type Role, signInTo } from './sign-in-to';
import { startTestStack, type TestStack, type TestStackOptions } from './stack';

interface Fixtures {
  /** The sandbox's control, reset before each test: no faults, an empty log, every customer as it was. */
  sandbox: SandboxControl;
  /** Signs the page's browser in, without the sign-in page: that one has journeys of its own. */
  signIn: (role: Role) => Promise<void>;
  /** As if everybody had last proved who they are longer ago than that holds. */
  ageProofs: () => Promise<void>;
  /** Lets the console say something that matches, once a test provokes it: anything else there fails the test. */
  quiet: (pattern: RegExp) => void;
}

interface WorkerFixtures {
  /** What a file's stack differs in: `test.use({ stackOptions: … })` gives the file a worker of its own. */
  stackOptions: TestStackOptions;
  /** One for each worker: two workers on one stack would read each other's calls in the sandbox's log. */
  stack: TestStack;
}

/**
 * The menu asks for its number by the clock, and may do so while a session ends, or while another person signs in. The
 * browser writes each refusal down.
 */
const COUNT_AT_THE_END = /status of 40[13].*\/api\/approvals\/count/;

export const test = base.extend<Fixtures & { consoleWatch: undefined; expected: RegExp[] }, WorkerFixtures>({
  stackOptions: [{}, { scope: 'worker', option: true }],

  stack: [
    async ({ stackOptions }, use) => {
      const stack = await startTestStack(stackOptions);
      await use(stack);
      await stack.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  baseURL: async ({ stack }, use) => use(stack.appUrl),

  sandbox: [
    async ({ stack }, use) => {
      const sandbox = sandboxControl(stack.sandboxUrl);
      await sandbox.reset();
      await use(sandbox);
    },
    { auto: true },
  ],

  signIn: async ({ page, stack }, use) => {
    await use((role) => signInTo(stack, page.request, role));
  },

  ageProofs: async ({ stack }, use) => {
    await use(async () => {
      await asOwner(stack, (query) => query("UPDATE sessions SET proved_at = now() - interval '11 minutes'"));
    });
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  expected: async ({}, use) => use([]),

  quiet: async ({ expected }, use) => {
    await use((pattern) => expected.push(pattern));
  },

  consoleWatch: [
    async ({ context, expected }, use) => {
      const said: string[] = [];
      context.on('console', (message) => {
        if (message.type() === 'error') said.push(`console.error: ${message.text()} (${message.location().url})`);
      });
      context.on('weberror', (event) => {
        const thrown = event.error();
        said.push(`uncaught: ${thrown.stack ?? thrown.message}`);
      });
      // The desk asks in dialogs of its own; the browser's could only be the vendor's data speaking.
      context.on('dialog', (dialog) => {
        said.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      await use(undefined);
      const allowed = [...expected, COUNT_AT_THE_END];
      const unexpected = said.filter((line) => !allowed.some((pattern) => pattern.test(line)));
      if (unexpected.length > 0) throw new Error(`The browser complained:\n${unexpected.join('\n')}`);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
