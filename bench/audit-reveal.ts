import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { KeyRing } from '@/lib/server/audit/keys';
import { type AuditContext, openTrail, type Trail } from '@/lib/server/audit/trail';
import { openDatabase } from '@/lib/server/db/client';
import { singleton } from '@/lib/server/singleton';
import { listCustomers } from '@/lib/server/use-cases/customers/list';
import { revealImages } from '@/lib/server/use-cases/customers/reveal';
import type { TestDatabase } from '../scripts/postgres/test-databases.ts';
import { beforeExit } from '../scripts/process/program.ts';
import { startSandbox } from '../scripts/stack/sandbox.ts';
import { compareRounds, type Measured } from './table/numbers.ts';
import { inTurns, ROUNDS } from './table/rounds.ts';

const AT_ONCE = 6;
/** Enough for a second: rounds of a tenth of one had ratios from 0.48 to 0.78. */
const PER_ROUND = 600;
const NO_LIMIT = { minute: null, hour: null, day: null };

/** A person may have two at once. */
const people = Array.from(
  { length: AT_ONCE / 2 },
  (_, index): AuditContext => ({
    actor: { id: randomUUID(), email: `mina-${index}@desk.example`, role: 'admin' },
    sessionId: randomUUID(),
    requestId: randomUUID(),
    address: '192.0.2.7',
  }),
);
const [lister] = people;

/**
 * The use case behind the reveal's route, with the trail and without, in turns. The application has no switch that turns
 * its trail off, so this process runs the use case itself and lends it a trail. Session and routing, which both sides
 * would share, are left out: the true ratio of the route is better than this one.
 *
 * @returns the figure for smaller images, where the trail weighs more; that for originals is printed
 */
export async function measureReveals(database: TestDatabase, keys: KeyRing): Promise<Measured> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'audit-bench-'));
  beforeExit(async () => fs.rmSync(directory, { recursive: true }));
  const credentials = { clientUuid: randomUUID(), clientSecret: randomUUID() };
  const { url, child } = await startSandbox({}, credentials, path.join(directory, 'sandbox.log'));
  beforeExit(() => child.stop());
  Object.assign(process.env, {
    SENTINEL_BASE_URL: url,
    SENTINEL_CLIENT_UUID: credentials.clientUuid,
    SENTINEL_CLIENT_SECRET: credentials.clientSecret,
    DATABASE_URL: database.url,
    NEXTAUTH_URL: 'http://localhost',
    NEXTAUTH_SECRET: 'not used here, and of 32 bytes or more',
    AUDIT_KEY: 'not used here, either, and of 32 bytes or more',
    DIRECTORY: 'off',
    AUDIT_CHECKPOINT_FILE: path.join(directory, 'checkpoints.jsonl'),
    LOG_LEVEL: 'silent',
  });
  // The budgets are counted for accounts that are there, and these reveals would be more than any account's.
  process.env.BUDGETS = JSON.stringify({ admin: { openings: NO_LIMIT, reveals: NO_LIMIT, rows: NO_LIMIT } });
  const owner = openDatabase(database.ownerUrl);
  for (const { actor } of people) {
    const values = [actor.id, actor.email];
    await owner.pool.query("INSERT INTO accounts (id, email, name, role) VALUES ($1, $2, 'Mina', 'admin')", values);
  }
  await owner.pool.query('CREATE TABLE bench_rows (id bigserial PRIMARY KEY, event jsonb NOT NULL)');
  beforeExit(() => owner.close());
  const real = openTrail({ url: database.url, keys });
  const stub: Trail = { ...real, record: async () => {}, intend: async () => 1, conclude: async () => {} };
  // What two durable rows cost by themselves: no chain, no key, no writer that gathers what arrives together.
  const insert = async (...event: unknown[]) => {
    const text = 'INSERT INTO bench_rows (event) VALUES ($1)';
    await owner.pool.query({ name: 'bench-row', text, values: [JSON.stringify(event)] });
    return 1;
  };
  const plain: Trail = { ...stub, intend: insert, conclude: async (...event) => void (await insert(...event)) };
  let lent = stub;
  singleton<Trail>('audit-trail', () => ({
    ...real,
    record: (...event) => lent.record(...event),
    intend: (...event) => lent.intend(...event),
    conclude: (...event) => lent.conclude(...event),
  }));

  if (lister === undefined) throw new Error('nobody');
  const first = { page: 1, perPage: 50, sortBy: 'name', order: 'asc' } as const;
  const { rows } = await (await listCustomers(first, 'call', lister, new AbortController().signal)).answer;
  const uuids = rows.map(({ uuid }) => uuid);
  const measured = async (optimized: boolean, recorder: Trail) => {
    const perSecondWith = (trail: Trail) => () => {
      lent = trail;
      return perSecond(uuids, optimized);
    };
    const pairs = await inTurns(ROUNDS, perSecondWith(recorder), perSecondWith(stub));
    return compareRounds(pairs, '/ s');
  };
  const originals = await measured(false, real);
  console.log(`reveals of originals: median ${originals.value.toFixed(2)}\n`);
  const smaller = await measured(true, real);
  const floor = await measured(true, plain);
  console.log(`smaller ones with two plain durable rows in place of the trail: median ${floor.value.toFixed(2)}\n`);
  await real.close();
  return smaller;
}

/** Different people: simultaneous reveals of one person share their upstream call. */
async function perSecond(uuids: readonly string[], optimized: boolean): Promise<number> {
  let next = 0;
  const started = performance.now();
  const one = async (audit: AuditContext) => {
    while (next < PER_ROUND) {
      const uuid = uuids[next % uuids.length];
      next += 1;
      if (uuid !== undefined) await (await revealImages(uuid, optimized, audit)).arrayBuffer();
    }
  };
  await Promise.all([...people, ...people].map(one));
  return PER_ROUND / ((performance.now() - started) / 1000);
}
