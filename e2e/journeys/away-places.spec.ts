import type { Page } from '@playwright/test';
import { asOwner } from '../support/desk/as-owner';
import type { SandboxControl } from '../support/desk/sandbox-control';
import type { TestStack } from '../support/desk/stack';
import { thorough } from '../support/desk/thorough';
import { customersTable, openList, searchFor, settledRows } from '../support/desk/verbs';
import { expect, test } from '../support/directory/directory-fixtures';

/** Each place from which people look, with Sentinel slow, down and limiting, and back again without a click. */

test.use({
  stackOptions: {
    customers: 400,
    rowShape: 'full',
    env: {
      ...{ DIRECTORY_SYNC: 'on', DIRECTORY_SYNC_RATE: '0', DIRECTORY_CATCH_UP_SECONDS: '1' },
      ...{ FIRST_ANSWER_MS: '150', SLOW_ANSWER_MS: '300' },
    },
  },
});

const SLOW = /as of \d\d:\d\d, Sentinel is slow/;
const AWAY = /as of \d\d:\d\d, Sentinel doesn’t answer/;

const LIST = 'listWithDoc';
const RECORD = 'statusWithoutImages';

const FAULTS = [
  { name: 'slow', fault: { mode: 'hold' }, note: SLOW },
  { name: 'down', fault: { mode: 'status', status: 503 }, note: AWAY },
  { name: 'limiting', fault: { mode: 'status', status: 429, retryAfter: 2 }, note: AWAY },
] as const;

/** How a person gets somewhere: what comes before the fault, the step that meets it, and what the page shows then. */
interface Place {
  call: typeof LIST | typeof RECORD;
  event: string;
  /** Events of one answer: an opening has an intent and an outcome. */
  events: number;
  before: (page: Page) => Promise<void>;
  step: (page: Page, uuid: string) => Promise<void>;
}

const openFirst = async (page: Page) => {
  await (await settledRows(page)).nth(1).getByRole('link').click();
};
const LISTED = { call: LIST, event: 'customers.listed', events: 1 } as const;
const OPENED = { call: RECORD, event: 'customer.opened', events: 2 } as const;
const nothing = async () => {};

const PLACES: Record<string, Place> = {
  'the first visit': {
    ...LISTED,
    before: nothing,
    step: async (page) => void (await page.goto('/customers', { waitUntil: 'commit' })),
  },
  'a warm visit': {
    ...LISTED,
    before: openList,
    step: async (page) => await page.getByRole('button', { name: 'Refresh' }).click(),
  },
  'a customer by link': {
    ...OPENED,
    before: nothing,
    step: async (page, uuid) => void (await page.goto(`/customers/${uuid}`, { waitUntil: 'commit' })),
  },
  'a customer in the list': { ...OPENED, before: openList, step: openFirst },
  'a customer in a search': {
    ...OPENED,
    before: async (page) => {
      await openList(page);
      await searchFor(page, 'mar');
      await expect(page.getByRole('list', { name: 'Shown customers' })).toContainText('mar');
    },
    step: openFirst,
  },
};

/** Events of the step, and not of the page that is fetched ahead. */
async function eventsOf(stack: TestStack, action: string): Promise<number> {
  return await asOwner(stack, async (query) => {
    const rows = await query('SELECT detail FROM audit_events WHERE action = $1', [action]);
    return rows.filter(({ detail }) => (JSON.parse(String(detail)) as { page?: number }).page !== 2).length;
  });
}

/** The calls that the step led to: the directory's own ask for 100 rows, and the page that is fetched ahead is the second. */
async function callsOf(sandbox: SandboxControl, call: string): Promise<number> {
  const ofStep = ({ entriesPerPage, page }: Record<string, unknown>) => entriesPerPage !== 100 && page !== 2;
  return (await sandbox.log()).filter(({ path, body }) => path.includes(call) && ofStep(body)).length;
}

/** Each place with one fault, the faults in turn. */
const isSample = (place: number, fault: number) => fault === place % FAULTS.length;

for (const [index, [place, { call, event, events, before, step }]] of Object.entries(PLACES).entries()) {
  for (const { name, fault, note } of FAULTS.filter((_, number) => thorough || isSample(index, number))) {
    test(`${place} while Sentinel is ${name}, and back again`, async ({ page, sandbox, stack, signIn, quiet }) => {
      quiet(/503|429/);
      await signIn('admin');
      const { uuid } = await sandbox.named('complete');
      // The page asks again after some seconds. The test moves the page's clock instead of waiting.
      await page.clock.install();
      await before(page);
      await sandbox.fault({ ...fault, path: call });
      await sandbox.clearLog();
      const first = await eventsOf(stack, event);
      await step(page, uuid);

      await expect(page.getByText(note)).toBeVisible();
      // What the directory knows is there, and nothing looks as if it were still to come.
      if (call === LIST) await expect(customersTable(page).getByRole('link')).toHaveCount(50);
      else await expect(page.getByRole('region', { name: 'Contact' })).toContainText(/@|\+\d/);
      // Recorded before it is shown: of an opening at least the intent.
      expect((await eventsOf(stack, event)) - first).toBeGreaterThanOrEqual(1);

      await sandbox.clearFaults();
      const healed =
        call === LIST ? page.getByText(note) : page.getByRole('region', { name: 'Checks' }).getByText('Liveness');
      await expect(async () => {
        if (name !== 'slow') await page.clock.fastForward(4_000);
        if (call === LIST) await expect(healed).toHaveCount(0, { timeout: 700 });
        else await expect(healed.first()).toBeVisible({ timeout: 700 });
      }).toPass({ timeout: 60_000 });
      await expect(page.getByText(note)).toHaveCount(0);

      // A slow answer is one call and is recorded once. Later, nothing is asked of Sentinel without its event.
      const calls = await callsOf(sandbox, call);
      const recorded = (await eventsOf(stack, event)) - first;
      if (name === 'slow') expect({ calls, recorded }).toEqual({ calls: 1, recorded: events });
      expect(calls).toBeGreaterThanOrEqual(1);
      expect(recorded).toBeGreaterThanOrEqual(calls * events);
    });
  }
}
