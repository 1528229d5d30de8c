import { beforeEach, describe, expect, it } from 'vitest';
import { alsoIt } from '../support/desk/also-it';
import { WHY } from '../support/desk/purpose';
import { startReplica } from '../support/desk/replica';
import {
  directoryDesk,
  empty,
  eventually,
  expectInStep,
  refill,
  report,
  search,
  whenReady,
} from '../support/directory/directory-stack';

/** Whatever the vendor does while its list is walked, the directory comes to hold everybody, and searching goes on. */

const { stack, desk } = await directoryDesk({ env: { DIRECTORY_SYNC_RATE: '20' } });
beforeEach(async () => {
  await stack.sandbox.clearFaults();
  await stack.sandbox.clearLog();
});

const LIST = 'listWithDoc';
/** Calls that were on their way when one was refused, ms. */
const UNDER_WAY = 200;

const listCalls = async () => (await stack.sandbox.log()).filter(({ path }) => path.includes(LIST));

describe('a full walk meets everybody', () => {
  alsoIt('when the vendor is down for a while, and the search says how old it is', async () => {
    const before = await report(desk);
    await stack.sandbox.fault({ mode: 'status', status: 503, path: LIST });
    const failing = await eventually(
      () => report(desk),
      ({ error }) => error !== null,
    );
    expect(failing.error?.code).toBe('sentinel_unavailable');
    const answer = await search(desk, { text: 'ahmed' });
    expect(answer.rows.length).toBeGreaterThan(0);
    expect(answer.directory.caughtUpAt).toBe(failing.caughtUpAt);
    await stack.sandbox.clearFaults();
    const healed = await eventually(
      () => report(desk),
      ({ error, caughtUpAt }) => error === null && caughtUpAt !== before.caughtUpAt,
    );
    expect(healed.covered).toBe(before.covered);
  });

  it('when it is told to wait in the middle, and waits as long as it was told', async () => {
    const asked = 3_000;
    const refusals = async () => (await listCalls()).filter(({ status }) => status === 429);
    // The first calls pass. Then every call is refused until the faults go, so that a loaded machine sees the desk wait.
    await stack.sandbox.fault({ mode: 'delay', ms: 0, path: LIST, times: 8 });
    await stack.sandbox.fault({ mode: 'status', status: 429, retryAfter: asked / 1_000, path: LIST });
    await refill(stack, desk, async () => {
      const told = await eventually(
        () => report(desk),
        ({ error, covered }) => error !== null && covered > 0,
      );
      expect(told).toMatchObject({ state: 'filling', error: { code: 'sentinel_rate_limited' } });
      expect((await search(desk, { text: 'an' })).directory.state).toBe('filling');
      const refused = await desk.send('POST', '/api/customers/export', { columns: ['uuid'], why: WHY });
      expect(await refused.json()).toMatchObject({
        error: { code: 'export_incomplete', problem: { gaps: ['filling', 'failed'], total: told.total } },
      });
      const partial = await desk.send('POST', '/api/customers/export', {
        columns: ['uuid'],
        accepts: ['filling', 'failed'],
        why: WHY,
      });
      expect(partial.headers.get('content-disposition')).toContain(`-partial-${told.covered}-of-${told.total}-after-`);
      await partial.text();
      await stack.sandbox.clearFaults();
    });
    const refused = (await refusals()).map((call) => Date.parse(call.at));
    expect(refused.length).toBeGreaterThan(0);
    const calls = (await listCalls()).map((call) => Date.parse(call.at));
    for (const at of refused) {
      const later = calls.map((call) => call - at).filter((ms) => ms > UNDER_WAY);
      expect(Math.min(...later)).toBeGreaterThanOrEqual(asked);
    }
    expect(calls.filter((at) => at > Math.max(...refused) + asked).length).toBeGreaterThan(10);
    await expectInStep(stack, desk);
  });

  it('when rows move and come and go under way', async () => {
    await refill(stack, desk, async () => {
      const order = await stack.sandbox.order('updatedAt', 'asc');
      for (let round = 0; round < 40; round += 1) {
        await stack.sandbox.patch(order[round * 17] ?? '', { surname: `Moved${round}` });
        if (round % 8 === 0) await stack.sandbox.add({ name: 'Newcomer', email: `newcomer-${round}@walk.example` });
      }
    });
    await expectInStep(stack, desk);
    const moved = await eventually(
      () => stack.query("SELECT count(*)::int AS count FROM directory_customers WHERE surname LIKE 'Moved%'"),
      ([row]) => row?.count === 40,
    );
    expect(moved).toEqual([{ count: 40 }]);
  });

  alsoIt('when answers break off, are no JSON, or come late', async () => {
    await refill(stack, desk, async () => {
      await stack.sandbox.fault({ mode: 'truncate', path: LIST, times: 1 });
      await stack.sandbox.fault({ mode: 'html', path: LIST, times: 1 });
      await stack.sandbox.fault({ mode: 'reset', when: 'mid-body', path: LIST, times: 1 });
      await stack.sandbox.fault({ mode: 'delay', ms: 700, path: LIST, times: 2 });
    });
    await expectInStep(stack, desk);
  });

  alsoIt('and does not take a list of unreadable rows for its end', async () => {
    await stack.sandbox.fault({ mode: 'no-uuid', path: LIST, times: 3 });
    await refill(stack, desk, async () => undefined);
    await expectInStep(stack, desk);
  });
});

it('goes on where a killed process stopped, with another replica, and never with two at once', async () => {
  const replica = await startReplica(stack);
  try {
    await empty(stack);
    const half = await eventually(
      () => stack.query('SELECT covered, walk, epoch FROM directory_sync'),
      ([row]) => Number(row?.covered) > 500,
    );
    await stack.sandbox.clearLog();
    // Its lock goes with its connection: what a killed process, or a cut cable, leaves behind.
    await stack.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sentinel-desk sync' AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted)",
    );
    await eventually(
      () => stack.query('SELECT epoch FROM directory_sync'),
      ([row]) => Number(row?.epoch) > Number(half[0]?.epoch),
    );
    const holders = await stack.query(
      "SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory' AND objid = 7302121 AND granted",
    );
    expect(holders).toEqual([{ count: 1 }]);
    await whenReady(desk);
    const [after] = await stack.query('SELECT walk FROM directory_sync');
    // The same walk, gone on with: not one from the beginning.
    expect(after?.walk).toBe(half[0]?.walk);
    await expectInStep(stack, desk);
  } finally {
    await replica.stop();
  }
}, 180_000);

it('forgets the customers of another client before it reads anything, and says so in the trail', async () => {
  await whenReady(desk);
  await stack.query("UPDATE directory_sync SET client = 'the fingerprint of another client'");
  await stack.query(`INSERT INTO directory_customers SELECT (jsonb_populate_record(known,
    '{"uuid": "of-another-client", "name": "Stranger", "search": "stranger"}')).*
    FROM directory_customers AS known LIMIT 1`);
  const there = await stack.query('SELECT count(*)::int AS customers FROM directory_customers');
  await stack.sandbox.clearLog();
  // The syncer asks who it is when it takes its turn; a lost connection makes it take the turn again.
  await stack.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7302121`);
  const told = await eventually(
    () =>
      stack.query("SELECT detail::jsonb AS detail FROM audit_events WHERE action = 'directory.forgotten' ORDER BY seq"),
    ({ length }) => length === 2,
  );
  expect(told).toEqual([{ detail: { reason: 'other-client' } }, { detail: there[0] }]);
  const [first] = await stack.sandbox.calls();
  expect(first).toBe('find');
  await whenReady(desk);
  await expectInStep(stack, desk);
});
