import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { asOwner } from '../support/desk/as-owner';
import { type CountingWire, type Said, startCountingWire } from '../support/desk/counting-wire';
import { type Desk, sandbox, signInAs, stack } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';

/** What a request costs the database: counted on the wire, so that no machine is too busy for it. */

let wire: CountingWire;
let replica: Replica;
let desk: Desk;
let uuids: string[];
beforeAll(async () => {
  await sandbox.reset();
  wire = await startCountingWire(Number(new URL(stack.databaseUrl).port));
  const through = Object.assign(new URL(stack.databaseUrl), { port: String(wire.port) });
  replica = await startReplica(stack, { env: { DATABASE_URL: through.href } });
  // At the replica: a writer that shares the trail with another process needs three trips for an event.
  desk = await signInAs('compliance', { appUrl: replica.appUrl, accounts: stack.accounts });
  uuids = await sandbox.order('updatedAt', 'desc');
  // Once each, so that every pool has its connections, and until the writer of the trail has seen that it is alone.
  await list();
  await open(first());
  await vi.waitFor(async () => expect((await costOf(() => list())).roundTrips).toBeLessThanOrEqual(3), 5_000);
});
afterAll(async () => {
  await replica?.stop();
  await wire?.close();
});
beforeEach(async () => {
  await settled();
});

const first = () => uuids[0] ?? '';
const list = (query = '') => shown(desk.get(`/api/customers${query}`));
const open = (uuid: string) => shown(desk.get(`/api/customers/${uuid}`));

async function shown(asked: Promise<Response>): Promise<void> {
  const answer = await asked;
  expect(answer.status).toBe(200);
  await answer.text();
}

/** Rows are noted in the background: waits until the wire is silent. */
async function settled(): Promise<Said> {
  const all: Said = { statements: 0, roundTrips: 0, texts: [] };
  const quiet = { polls: 0 };
  await vi.waitFor(
    () => {
      const { statements, roundTrips, texts } = wire.taken();
      all.statements += statements;
      all.roundTrips += roundTrips;
      all.texts.push(...texts);
      quiet.polls = roundTrips + statements === 0 ? quiet.polls + 1 : 0;
      expect(quiet.polls).toBeGreaterThanOrEqual(3);
    },
    { timeout: 5_000, interval: 25 },
  );
  return all;
}

const costOf = async (work: () => Promise<void>): Promise<Said> => {
  await work();
  const { statements, roundTrips, texts } = await settled();
  // Now and then the process looks for events that wait for the trail, in a transaction of three statements.
  const looks = texts.filter((text) => text.includes('audit_deferred')).length;
  return { statements: statements - 3 * looks, roundTrips: roundTrips - 3 * looks, texts };
};

const isAtMost = (cost: Said, statements: number, roundTrips: number) => {
  expect(cost.statements, cost.texts.join('\n')).toBeLessThanOrEqual(statements);
  expect(cost.roundTrips, cost.texts.join('\n')).toBeLessThanOrEqual(roundTrips);
};

describe('statements and round trips', () => {
  it('of a list that was shown before: 5 and 3', async () => {
    isAtMost(await costOf(() => list()), 5, 3);
  });

  it('of a customer whom a list has shown, opened for the first time: 6 and 4, since nothing is written', async () => {
    await list();
    await settled();
    isAtMost(await costOf(() => open(uuids[7] ?? '')), 6, 4);
  });

  it('of a customer who was opened before: 9 and 5', async () => {
    isAtMost(await costOf(() => open(first())), 9, 5);
  });
});

describe('what is written when nothing has changed, beside the event: half a kilobyte of WAL at most', () => {
  beforeAll(async () => {
    await asOwner(stack, (query) => query('CREATE EXTENSION IF NOT EXISTS pg_walinspect'));
  });

  it('when a list is shown again', async () => {
    expect(await writtenBy(() => list())).toBeLessThanOrEqual(512);
  });

  it('when a list is shown that another process has shown', async () => {
    // A page that no other file asks for: the other process would remember it and write nothing.
    const page = '?perPage=10&page=31';
    await shown((await signInAs('compliance')).get(`/api/customers${page}`));
    await settled();
    expect(await writtenBy(() => list(page))).toBeLessThanOrEqual(512);
  });

  it('when a customer is opened again', async () => {
    expect(await writtenBy(() => open(first()))).toBeLessThanOrEqual(512);
  });
});

/**
 * Bytes of WAL that tell of this database's tables, without those of the trail. Without hints, too: PostgreSQL notes by
 * itself what it has learned of a row while reading, and after a checkpoint it keeps whole pages for that.
 */
const writtenBy = (work: () => Promise<void>): Promise<number> =>
  asOwner(stack, async (query) => {
    const [before] = await query('SELECT pg_current_wal_insert_lsn() AS lsn');
    await work();
    await settled();
    const [beside] = await query(
      `SELECT coalesce(sum(block_data_length + coalesce(block_fpi_length, 0) + main_data_length), 0)::int AS bytes
         FROM pg_get_wal_block_info($1, pg_current_wal_insert_lsn())
         WHERE reldatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
           AND record_type <> 'FPI_FOR_HINT'
           AND relfilenode NOT IN (SELECT pg_relation_filenode(oid) FROM pg_class
             WHERE oid = 'audit_events'::regclass
               OR oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = 'audit_events'::regclass))`,
      [before?.lsn],
    );
    return Number(beside?.bytes);
  });
