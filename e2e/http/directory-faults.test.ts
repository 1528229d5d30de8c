import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from './desk';
import {
  type DirectoryStack,
  eventually,
  report,
  search,
  startDirectoryStack,
  startReplica,
  whenReady,
} from './directory-stack';

/** Whatever the vendor does while its list is walked, the directory comes to hold everybody, and searching goes on. */

let stack: DirectoryStack;
let desk: Desk;
beforeAll(async () => {
  stack = await startDirectoryStack({ env: { DIRECTORY_SYNC_RATE: '20' } });
  desk = await stack.signInAs('compliance');
  await whenReady(desk);
}, 120_000);
afterAll(async () => {
  await stack.stop();
});
beforeEach(async () => {
  await stack.sandbox.clearFaults();
  await stack.sandbox.clearLog();
});

const LIST = 'listWithDoc';

/** Empties the directory and has it filled anew; `while` it is being filled. */
async function refill(meanwhile: () => Promise<unknown>): Promise<void> {
  await stack.query('DELETE FROM directory_customers');
  await stack.query('UPDATE directory_sync SET covered = 0, walked_at = NULL, lanes = NULL, walk_asked_at = now()');
  await meanwhile();
  await whenReady(desk);
}

async function expectEverybody(): Promise<void> {
  const expected = new Set(await stack.sandbox.order('name', 'asc'));
  const stored = await eventually(
    async () => new Set((await stack.query('SELECT uuid FROM directory_customers')).map(({ uuid }) => String(uuid))),
    (uuids) => [...expected].every((uuid) => uuids.has(uuid)),
  );
  expect([...stored].filter((uuid) => !expected.has(uuid))).toEqual([]);
  expect((await report(desk)).covered).toBe(stored.size);
}

describe('a full walk meets everybody', () => {
  it('when the vendor is down for a while, and the search says how old it is', async () => {
    const before = await report(desk);
    await stack.sandbox.fault({ mode: 'status', status: 503, path: LIST, times: 8 });
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

  it('when it is told to wait, and waits', async () => {
    await stack.sandbox.fault({ mode: 'status', status: 429, retryAfter: 2, path: LIST, times: 1 });
    const refused = await eventually(
      () => stack.sandbox.log(),
      (log) => log.some(({ status }) => status === 429),
    );
    const after = refused.length;
    // Nobody else asks meanwhile: a call right after the refusal would be one that didn't listen.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await stack.sandbox.log()).length - after).toBeLessThanOrEqual(1);
    await eventually(
      () => report(desk),
      ({ error }) => error === null,
    );
  });

  it('when rows move and come and go under way', async () => {
    await refill(async () => {
      const order = await stack.sandbox.order('updatedAt', 'asc');
      for (let round = 0; round < 40; round += 1) {
        await stack.sandbox.patch(order[round * 17] ?? '', { surname: `Moved${round}` });
        if (round % 8 === 0) await stack.sandbox.add({ name: 'Newcomer', email: `newcomer-${round}@walk.example` });
      }
    });
    await expectEverybody();
    const moved = await eventually(
      () => stack.query("SELECT count(*)::int AS count FROM directory_customers WHERE surname LIKE 'Moved%'"),
      ([row]) => row?.count === 40,
    );
    expect(moved).toEqual([{ count: 40 }]);
  });

  it('when answers break off, are no JSON, or come late', async () => {
    await refill(async () => {
      await stack.sandbox.fault({ mode: 'truncate', path: LIST, times: 1 });
      await stack.sandbox.fault({ mode: 'html', path: LIST, times: 1 });
      await stack.sandbox.fault({ mode: 'reset', when: 'mid-body', path: LIST, times: 1 });
      await stack.sandbox.fault({ mode: 'delay', ms: 700, path: LIST, times: 2 });
    });
    await expectEverybody();
  });

  it('and does not take a list of unreadable rows for its end', async () => {
    await stack.sandbox.fault({ mode: 'no-uuid', path: LIST, times: 3 });
    await refill(async () => undefined);
    await expectEverybody();
  });
});

it('gives up whoever is gone after two full walks without them, not after one', async () => {
  await stack.query(
    `INSERT INTO directory_customers SELECT 'gone-1', status, name, surname, nationality, gender, email, phone,
      updated_given, updated_at, documents, expired_documents, document_keys, document_mask, expired_mask,
      passport_expiry, emirates_id_expiry, egypt_national_id_expiry, face_failed, sort_name, search, read_at, seen_walk
    FROM directory_customers LIMIT 1`,
  );
  await stack.query('UPDATE directory_sync SET covered = covered + 1');
  const walkOnce = async () => {
    const [before] = await stack.query('SELECT walk FROM directory_sync');
    await stack.query('UPDATE directory_sync SET walk_asked_at = now()');
    await eventually(
      () => stack.query('SELECT walk, lanes FROM directory_sync'),
      ([now]) => Number(now?.walk) > Number(before?.walk) && now?.lanes === null,
    );
    await whenReady(desk);
  };
  const isThere = async () =>
    (await stack.query("SELECT 1 FROM directory_customers WHERE uuid = 'gone-1'")).length === 1;
  await walkOnce();
  expect(await isThere()).toBe(true);
  await walkOnce();
  await eventually(isThere, (there) => !there);
  await expectEverybody();
});

it('goes on where a killed process stopped, with another replica, and never with two at once', async () => {
  const replica = await startReplica(stack);
  try {
    await stack.query('DELETE FROM directory_customers');
    await stack.query('UPDATE directory_sync SET covered = 0, walked_at = NULL, lanes = NULL, walk_asked_at = now()');
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
    await expectEverybody();
  } finally {
    await replica.stop();
  }
}, 90_000);
