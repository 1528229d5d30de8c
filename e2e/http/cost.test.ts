import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asOwner, type OwnersQuery } from '../support/desk/as-owner';
import { type CountingWire, type Said, startCountingWire } from '../support/desk/counting-wire';
import { type Desk, sandbox, signInAs, stack } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import { until } from '../support/desk/until';

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
  await until(async () => expect((await costOf(() => list())).roundTrips).toBeLessThanOrEqual(3));
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
  await until(() => {
    const { statements, roundTrips, texts } = wire.taken();
    all.statements += statements;
    all.roundTrips += roundTrips;
    all.texts.push(...texts);
    quiet.polls = roundTrips + statements === 0 ? quiet.polls + 1 : 0;
    expect(quiet.polls).toBeGreaterThanOrEqual(3);
  }, 25);
  return all;
}

const costOf = async (work: () => Promise<void>): Promise<Said> => {
  await work();
  return await settled();
};

/**
 * What a process does by the clock only adds: its beat, its look for events that wait, for the digest, and more. One run of
 * five is without all of these.
 */
async function inOneOfFive(run: (time: number) => Promise<void>): Promise<void> {
  for (let time = 0; time < 4; time += 1) {
    if (
      await run(time).then(
        () => true,
        () => false,
      )
    )
      return;
    await settled();
  }
  await run(4);
}

const costsAtMost = (statements: number, roundTrips: number, work: (time: number) => Promise<void>) =>
  inOneOfFive(async (time) => {
    const cost = await costOf(() => work(time));
    expect(cost.statements, cost.texts.join('\n')).toBeLessThanOrEqual(statements);
    expect(cost.roundTrips, cost.texts.join('\n')).toBeLessThanOrEqual(roundTrips);
  });

describe('statements and round trips', () => {
  it('of a list that was shown before: 5 and 3', async () => {
    await costsAtMost(5, 3, () => list());
  });

  it('of a customer whom a list has shown, opened for the first time: 6 and 4, since nothing is written', async () => {
    await list();
    await settled();
    await costsAtMost(6, 4, (time) => open(uuids[7 + time] ?? ''));
  });

  it('of the images of a customer: 7 and 5', async () => {
    await list();
    await settled();
    await costsAtMost(7, 5, () => shown(desk.send('POST', `/api/customers/${first()}/images`, { optimized: true })));
  });

  it('of a customer who was opened before: 9 and 5', async () => {
    await costsAtMost(9, 5, () => open(first()));
  });
});

it('the session of a page that a browser loads is checked once, by its layout and itself together', async () => {
  const load = () => shown(desk.get('/customers', { 'sec-fetch-dest': 'document' }));
  await load();
  await settled();
  await inOneOfFive(async () => {
    const { texts } = await costOf(load);
    expect(texts.filter((text) => text === 'session-check')).toHaveLength(1);
  });
});

it('a whole e-mail address that one customer has is looked for once', async () => {
  await open(first());
  await settled();
  const { email } = await sandbox.record(first());
  const search = () => shown(desk.send('POST', '/api/customers/search', { text: email, live: false, limit: 20 }));
  const { texts } = await costOf(search);
  const reads = texts.filter((text) => text.includes('"documentMatched"'));
  expect(reads.length).toBeGreaterThan(0);
  // The statement that gathers the owners of a whole text (`exactStatement`).
  expect(reads.filter((text) => text.includes('ways AS MATERIALIZED'))).toEqual([]);
});

describe('what is written when nothing has changed, beside the event: half a kilobyte of WAL at most', () => {
  beforeAll(async () => {
    await asOwner(stack, (query) => query('CREATE EXTENSION IF NOT EXISTS pg_walinspect'));
  });

  it('when a list is shown again', async () => {
    await writesLittle(() => list());
  });

  it('when a list is shown that another process has shown', async () => {
    const other = await signInAs('compliance');
    // Pages that no other file asks for: the other process would remember them and write nothing.
    const page = (time: number) => `?perPage=10&page=${31 + time}`;
    const before = (time: number) => shown(other.get(`/api/customers${page(time)}`));
    await writesLittle((time) => list(page(time)), before);
  });

  it('when a customer is opened again', async () => {
    await writesLittle(() => open(first()));
  });
});

/**
 * Bytes of WAL that tell of this database's tables, without those of the trail. Without hints, too: PostgreSQL notes by
 * itself what it has learned of a row while reading, and after a checkpoint it keeps whole pages for that.
 */
const writtenBy = (work: () => Promise<void>): Promise<number> =>
  asOwner(stack, async (query) => {
    const before = await whenStill(query);
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
      [before],
    );
    return Number(beside?.bytes);
  });

const writesLittle = (
  work: (time: number) => Promise<void>,
  before: (time: number) => Promise<void> = async () => {},
) =>
  inOneOfFive(async (time) => {
    await before(time);
    await settled();
    expect(await writtenBy(() => work(time))).toBeLessThanOrEqual(512);
  });

/** Where the WAL ends once nobody has written for a moment: another process notes the rows that it has shown, too. */
async function whenStill(query: OwnersQuery): Promise<unknown> {
  const at = { lsn: null as unknown, looks: 0 };
  await until(async () => {
    const [now] = await query('SELECT pg_current_wal_insert_lsn() AS lsn');
    at.looks = now?.lsn === at.lsn ? at.looks + 1 : 0;
    at.lsn = now?.lsn;
    expect(at.looks).toBeGreaterThanOrEqual(3);
  }, 25);
  return at.lsn;
}
