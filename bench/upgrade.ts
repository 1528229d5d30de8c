import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { CHAIN_LOCK } from '@/lib/server/audit/append';
import { startPostgres } from '../scripts/embedded-postgres.ts';
import { emptyDatabase, tags } from '../scripts/postgres/earlier-release.ts';
import { beforeExit, runProgram } from '../scripts/process/program.ts';
import { step } from '../scripts/process/step.ts';
import { benchDirectory } from './data-dir.ts';

const ROWS = '1000000';
const BEFORE = tags.indexOf('0018_budgets') + 1;
/** Each person, and the sync, does its work again after so long, ms. */
const PAUSE = 20;
/** How long people work before and after the migration, ms. */
const AROUND = 3_000;

type Work = (client: pg.Client) => Promise<unknown>;

/** An event of the trail, as the desk appends it: in the turn of all writers, after the last row. */
const APPEND = `SELECT pg_advisory_xact_lock(${CHAIN_LOCK});
  INSERT INTO audit_events (seq, at, actor_id, action, customer, phase, detail, key_id, prev_hash, hash)
  SELECT seq + 1, now(), gen_random_uuid(), 'customer.opened', gen_random_uuid()::text, 'intent', '{}', 'bench', hash,
    sha256(gen_random_uuid()::text::bytea)
  FROM audit_events ORDER BY seq DESC LIMIT 1`;

/** What people and the sync of the release before do, table by table. The limits are those of the desk. */
const WORK: Record<string, Work> = {
  'an event of the trail': (client) => client.query(`BEGIN; ${APPEND}; COMMIT`),
  'a sign-in': (client) =>
    client.query(`BEGIN; INSERT INTO sessions (account_id) SELECT id FROM accounts LIMIT 1;
      UPDATE accounts SET totp_last_step = coalesce(totp_last_step, 0) + 1; ${APPEND}; COMMIT`),
  'the check of a session': (client) =>
    client.query('SELECT accounts.* FROM sessions JOIN accounts ON accounts.id = account_id LIMIT 1'),
  'a page of the list': (client) =>
    client.query(`SELECT * FROM directory_customers
      ORDER BY coalesce("updated_at", '-infinity') DESC, uuid DESC LIMIT 50`),
  'the activity of a customer': (client) =>
    client.query('SELECT * FROM audit_events WHERE customer = $1 ORDER BY seq DESC LIMIT 50', ['customer 7']),
  'a write of the sync': (client) =>
    client.query(`UPDATE directory_customers SET read_at = now() WHERE uuid IN (
      SELECT 'customer ' || (random() * 1000)::int FROM generate_series(1, 50))`),
  'a count of what expires': (client) => client.query('SELECT * FROM directory_expiring_tallies LIMIT 1'),
};

// How long people wait while a database of the release before is brought up to date: a million customers and a million
// events unless `--rows` says otherwise. `--export 8` lets an export read both tables for the first 8 seconds.
await runProgram(async () => {
  const { values } = parseArgs({
    options: { rows: { type: 'string', default: ROWS }, export: { type: 'string', default: '0' } },
  });
  const server = await step('Starting the database', () =>
    startPostgres({ dataDir: path.join(benchDirectory(), 'postgres') }),
  );
  beforeExit(server.stop);
  const { url, ownerUrl, upTo } = await emptyDatabase(server);
  await upTo(BEFORE);
  await step(`Filling ${values.rows} customers and as many events`, () => fill(ownerUrl, Number(values.rows)));

  const people = Object.entries(WORK).map(([name, work]) => atWork(url, name, work));
  await sleep(AROUND);
  const before = people.map(({ longest }) => longest());
  const reader = exportFor(url, Number(values.export));
  const began = performance.now();
  const failure = await upTo(tags.length).then(
    () => '',
    (error: Error) => ` It failed: ${error.message}`,
  );
  const took = performance.now() - began;
  await reader;
  await sleep(AROUND);
  const lines = await Promise.all(people.map(({ stop }) => stop()));
  console.log(`\nThe migration took ${(took / 1_000).toFixed(1)} s.${failure} Longest of each, ms:\n`);
  console.log('| work | times | before | meanwhile | failed |\n| --- | --- | --- | --- | --- |');
  for (const [index, { name, times, longest, failed }] of lines.entries()) {
    console.log(`| ${name} | ${times} | ${before[index]?.toFixed(0)} | ${longest.toFixed(0)} | ${failed} |`);
  }
  return failure === '' ? 0 : 1;
});

/** Does the work again and again, each time as soon as it may, and keeps the longest. */
function atWork(url: string, name: string, work: Work) {
  let [times, longest, failed, stopped] = [0, 0, 0, false];
  const running = (async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('SET statement_timeout = 10000');
    while (!stopped) {
      const began = performance.now();
      await work(client).catch(async () => {
        failed += 1;
        await client.query('ROLLBACK');
      });
      longest = Math.max(longest, performance.now() - began);
      times += 1;
      await sleep(PAUSE);
    }
    await client.end();
  })();
  return {
    longest() {
      const until = longest;
      longest = 0;
      return until;
    },
    async stop() {
      stopped = true;
      await running;
      return { name, times, longest, failed };
    },
  };
}

/** Reads both large tables from one snapshot, for so many seconds. */
async function exportFor(url: string, seconds: number): Promise<void> {
  if (seconds === 0) return;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await client.query('SELECT uuid FROM directory_customers LIMIT 1; SELECT seq FROM audit_events LIMIT 1');
  await sleep(seconds * 1_000);
  await client.end();
}

/** Rows of the release before, by its owner. The events are no chain. */
async function fill(ownerUrl: string, rows: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(`INSERT INTO accounts (email, name, role) VALUES ('jo@example.com', 'Jo', 'compliance');
    INSERT INTO sessions (account_id) SELECT id FROM accounts`);
  await client.query(
    `INSERT INTO directory_customers (uuid, status, name, surname, nationality, gender, email, phone, updated_given,
      updated_at, documents, expired_documents, document_keys, document_mask, expired_mask, passport_expiry,
      emirates_id_expiry, egypt_national_id_expiry, face_failed, sort_name, search, read_at, seen_walk)
    SELECT 'customer ' || n, n % 7, 'Given ' || n, 'Surname', (ARRAY['ARE', 'EGY', 'IND', 'GBR'])[n % 4 + 1], 'female',
      n || '@rows.example', '+9715' || lpad(n::text, 8, '0'), 'then', now() - n * interval '1 minute', '[]', '{}',
      ARRAY[n], 1, CASE WHEN n % 3 = 0 THEN 1 ELSE 0 END, day, CASE WHEN n % 2 = 0 THEN day END,
      CASE WHEN n % 5 = 0 THEN day END, n % 50 = 0, 'given ' || n, ' given ' || n || ' surname ', now(), 1
    FROM (SELECT n, current_date + (n % 4000 - 1500) AS day FROM generate_series(1, $1::integer) AS n) AS made`,
    [rows],
  );
  await client.query('BEGIN; ALTER TABLE audit_events DISABLE TRIGGER audit_events_follow_rows');
  await client.query(
    `INSERT INTO audit_events (seq, at, actor_id, actor_email, actor_role, action, customer, phase, intent_seq, outcome,
      detail, key_id, prev_hash, hash)
    SELECT n, now() - ($1 - n) * interval '30 seconds', ('00000000-0000-4000-8000-' || lpad((n / 2 % 40)::text, 12, '0'))::uuid,
      'compliance@desk.example', 'compliance',
      (ARRAY['customer.opened', 'customer.opened', 'customer.images-revealed', 'customer.link-created'])[n / 2 % 4 + 1],
      'customer ' || n / 2 * 7919 % 100000, CASE WHEN n % 2 = 0 THEN 'intent' ELSE 'outcome' END,
      CASE WHEN n % 2 = 1 AND n > 1 THEN n - 1 END, CASE WHEN n % 2 = 1 THEN 'success' END, '{}', 'bench',
      sha256(('bench ' || n)::bytea), sha256(('bench ' || n + 1)::bytea)
    FROM generate_series(1::bigint, $1::bigint) AS n`,
    [rows],
  );
  await client.query('ALTER TABLE audit_events ENABLE ALWAYS TRIGGER audit_events_follow_rows; COMMIT');
  await client.query('VACUUM ANALYZE audit_events');
  await client.query('VACUUM ANALYZE directory_customers');
  await client.end();
}
