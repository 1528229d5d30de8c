import { test as base } from '@playwright/test';
import { asOwner } from './as-owner';
import { type SandboxControl, sandboxControl } from './sandbox-control';
import { type Role, signInTo } from './sign-in-to';
import { startTestStack, type TestStack, type TestStackOptions } from './stack';

interface Fixtures {
  /** What a file's stack differs in: `test.use({ stackOptions: … })`. Files with the same options share a stack. */
  stackOptions: TestStackOptions;
  /** One for each worker: two workers on one stack would read each other's calls in the sandbox's log. */
  stack: TestStack;
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
  /** The stacks of this worker. Options of a worker's own would begin a new worker, and a new browser, with each of them. */
  stackFor: (options: TestStackOptions) => Promise<TestStack>;
  /**
   * For what some files share beside a stack: stops it with the worker. A worker fixture of those files alone would give
   * them workers of their own, which Playwright starts after all others.
   */
  whenWorkerEnds: (stop: () => Promise<unknown>) => void;
}

/** How many stacks beside the usual one a worker keeps for files with the same options. */
const OTHERS = 2;

/** The usual stack stays to the end. Of the others those that were used last stay. */
async function keepStacks(use: (stackFor: WorkerFixtures['stackFor']) => Promise<void>): Promise<void> {
  const usual = keyOf({});
  const running = new Map<string, Promise<TestStack>>();
  const stopping: Promise<void>[] = [];
  const stop = (key: string) => {
    const stack = running.get(key);
    running.delete(key);
    if (stack !== undefined) stopping.push(stack.then((one) => one.stop()).catch(() => undefined));
  };
  await use(async (options) => {
    const key = keyOf(options);
    const known = running.get(key);
    const stack = known ?? startTestStack(options);
    // A map keeps the order in which its keys came.
    running.delete(key);
    running.set(key, stack);
    if (known !== undefined) return await known;
    const others = [...running.keys()].filter((one) => one !== usual);
    for (const other of others.slice(0, -OTHERS)) stop(other);
    // The next test tries again.
    stack.catch(() => running.delete(key));
    return await stack;
  });
  for (const key of running.keys()) stop(key);
  await Promise.all(stopping);
}

const keyOf = (options: TestStackOptions) => JSON.stringify(options);

/**
 * The menu asks for its number by the clock, and a customer's page tells by the clock that somebody looks. Both may do so
 * while a session ends, or while another person signs in. The browser writes each refusal down.
 */
const BY_THE_CLOCK = /status of 40[139].*\/api\/(approvals\/count|customers\/[^/]+\/looking)/;

export const test = base.extend<Fixtures & { consoleWatch: undefined; expected: RegExp[] }, WorkerFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  stackFor: [async ({}, use) => await keepStacks(use), { scope: 'worker', timeout: 90_000 }],

  whenWorkerEnds: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const stops: (() => Promise<unknown>)[] = [];
      await use((stop) => void stops.push(stop));
      await Promise.all(stops.map((stop) => stop()));
    },
    { scope: 'worker' },
  ],

  stackOptions: [{}, { option: true }],

  stack: [async ({ stackFor, stackOptions }, use) => use(await stackFor(stackOptions)), { timeout: 90_000 }],

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
      const allowed = [...expected, BY_THE_CLOCK];
      const unexpected = said.filter((line) => !allowed.some((pattern) => pattern.test(line)));
      if (unexpected.length > 0) throw new Error(`The browser complained:\n${unexpected.join('\n')}`);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
