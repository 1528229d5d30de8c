import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { NewRow } from '@/lib/server/audit/append';
import { GENESIS, hashRow } from '@/lib/server/audit/chain';
import { keyRing } from '@/lib/server/audit/keys';
import { verifyTrail } from '@/lib/server/audit/verify';
import { createWriter } from '@/lib/server/audit/writer';
import { startTestServer, type TestDatabase } from '../scripts/postgres/test-databases.ts';
import { beforeExit, runProgram } from '../scripts/process/program.ts';
import { step } from '../scripts/process/step.ts';
import { measureReveals } from './audit-reveal.ts';
import { compareRounds, type Measured } from './table/numbers.ts';
import { report } from './table/results.ts';
import { inTurns, machineNow, ROUNDS } from './table/rounds.ts';

const keys = keyRing('the key of this benchmark, of 32 bytes or more');
const WRITERS = 12;
const PER_ROUND = 3_000;
const CHAIN_LENGTH = Number(process.env.BENCH_EVENTS || 1_000_000);

const event: NewRow = {
  actorId: randomUUID(),
  actorEmail: 'mina@desk.example',
  actorRole: 'admin',
  sessionId: randomUUID(),
  requestId: randomUUID(),
  address: '192.0.2.7',
  action: 'customer.opened',
  customer: randomUUID(),
  phase: 'intent',
  intentSeq: null,
  outcome: null,
  detail: '{}',
};

// The chain beside plain inserts, a reveal beside one without a trail, and a long chain checked; or one of the three:
// `npm run bench:audit -- chain`, `reveal` or `verify`.
await runProgram(async () => {
  const machine = machineNow();
  const databases = await step('Starting a database', () => startTestServer({ throwaway: false }));
  beforeExit(() => databases.stop());
  const [only] = process.argv.slice(2);
  if (!only || only === 'chain') report({ 'audit-chain': await measureChain(databases) }, machine);
  if (!only || only === 'reveal') report({ 'audit-reveal': await measureReveals(databases, keys) }, machine);
  if (!only || only === 'verify') await measureVerification(databases);
  return 0;
});

/** Durable inserts of the same row into an equal table without the chain; both by twelve at a time, in turns. */
async function measureChain(databases: TestDatabase): Promise<Measured> {
  await databases.asOwner(`CREATE TABLE plain_events (LIKE audit_events INCLUDING ALL);
    CREATE SEQUENCE plain_seq; ALTER TABLE plain_events ALTER seq SET DEFAULT nextval('plain_seq');
    ALTER TABLE plain_events ALTER prev_hash SET DEFAULT sha256(gen_random_uuid()::text::bytea);
    ALTER TABLE plain_events ALTER hash SET DEFAULT sha256(gen_random_uuid()::text::bytea);
    GRANT INSERT ON plain_events TO desk_app; GRANT USAGE ON plain_seq TO desk_app`);
  const pool = new pg.Pool({ connectionString: databases.url, max: WRITERS });
  const writer = createWriter({ url: databases.url, key: keys.current });
  const insert = {
    name: 'plain',
    text: `INSERT INTO plain_events (at, actor_id, actor_email, actor_role, session_id, request_id, address, action,
      customer, phase, detail, key_id) VALUES (now(), $1, $2, $3, $4, $5, $6, $7, $8, 'intent', '{}', $9)`,
  };
  const { actorId, actorEmail, actorRole, sessionId, requestId, address, action, customer } = event;
  const values = [actorId, actorEmail, actorRole, sessionId, requestId, address, action, customer, keys.current.id];
  const plain = () => pool.query({ ...insert, values });
  const chained = () => writer.append(event);
  const pairs = await inTurns(
    ROUNDS,
    () => perSecond(chained),
    () => perSecond(plain),
  );
  await pool.end();
  await writer.close();
  return compareRounds(pairs, '/ s');
}

async function perSecond(work: () => Promise<unknown>): Promise<number> {
  let left = PER_ROUND;
  const started = performance.now();
  const one = async () => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, one));
  return PER_ROUND / ((performance.now() - started) / 1000);
}

async function measureVerification(databases: TestDatabase): Promise<void> {
  await step(`Writing a chain of ${CHAIN_LENGTH} events`, () => fill(databases, CHAIN_LENGTH));
  const before = process.memoryUsage().rss;
  let most = before;
  const started = performance.now();
  const cpu = process.cpuUsage();
  const { verdict, events } = await verifyTrail({
    url: databases.url,
    keys,
    checkpointFile: '/nonexistent',
    onProgress: () => {
      most = Math.max(most, process.memoryUsage().rss);
    },
  });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const mb = (bytes: number) => (bytes / 1024 / 1024).toFixed(0);
  console.log(`verify: ${verdict}, ${events} events in ${seconds.toFixed(1)} s (target 60 s for 1,000,000)`);
  console.log(`  ${((user + system) / 1e6).toFixed(1)} s of processor time in this process`);
  console.log(`  resident: ${mb(before)} MB before, ${mb(most)} MB at the most`);
}

/** A genuine chain from the beginning, through COPY's poor relation: big inserts by the owner, without durability. */
async function fill(databases: TestDatabase, length: number): Promise<void> {
  const client = new pg.Client({ connectionString: databases.ownerUrl });
  await client.connect();
  await client.query('ALTER TABLE audit_events DISABLE TRIGGER USER; TRUNCATE audit_events');
  await client.query('SET synchronous_commit = off');
  let previous: Buffer = GENESIS;
  const at = Date.UTC(2026, 0, 1);
  for (let first = 1; first <= length; first += 5_000) {
    const rows: { seq: number; at: string; prev: Buffer; hash: Buffer }[] = [];
    for (let seq = first; seq < Math.min(first + 5_000, length + 1); seq += 1) {
      const row = { ...event, seq, at: new Date(at + seq * 100).toISOString(), keyId: keys.current.id };
      const hash = hashRow(keys.current, row, previous);
      rows.push({ seq, at: row.at, prev: previous, hash });
      previous = hash;
    }
    const columns = [
      rows.map(({ seq }) => seq),
      rows.map((row) => row.at),
      rows.map(({ prev }) => prev),
      rows.map(({ hash }) => hash),
    ];
    const { actorId, actorEmail, actorRole, sessionId, requestId, address, action, customer } = event;
    const same = [actorId, actorEmail, actorRole, sessionId, requestId, address, action, customer, keys.current.id];
    await client.query(
      `INSERT INTO audit_events (seq, at, actor_id, actor_email, actor_role, session_id, request_id, address, action,
         customer, phase, detail, key_id, prev_hash, hash)
       SELECT seq, at, $5, $6, $7, $8, $9, $10, $11, $12, 'intent', '{}', $13, prev, hash
       FROM unnest($1::bigint[], $2::timestamptz[], $3::bytea[], $4::bytea[]) AS row(seq, at, prev, hash)`,
      [...columns, ...same],
    );
  }
  await client.query('ANALYZE audit_events');
  await client.end();
}
