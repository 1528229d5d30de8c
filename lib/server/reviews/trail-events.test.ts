import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import { openDatabase } from '../db/client';
import { DEFAULT_REVIEW_SETTINGS } from '../review-settings';
import { findingsUntil, judgingFrom } from './dry-run';
import { AFTER, eventsAfter, FIRST_SINCE, lastPlace, placeAt } from './trail-events';

/** Reading on costs what is new, however long the trail is: both statements go along an index, and stop. */

const EVENTS = 60_000;
let databases: OwnDatabases;
let database: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  databases = await ownDatabases();
  database = openDatabase(databases.url);
  // Unchained: only the verifier minds. A row a minute.
  await databases.asOwner(`
    ALTER TABLE audit_events DISABLE TRIGGER audit_events_follow_rows;
    INSERT INTO audit_events (seq, at, actor_id, actor_role, action, customer, phase, detail, key_id, prev_hash, hash)
    SELECT n, timestamptz '2026-01-01Z' + make_interval(mins => n::int), '00000000-0000-4000-8000-000000000001', 'support',
      'customer.opened', 'c' || n, 'intent', CASE WHEN n = ${EVENTS} THEN 'no JSON' ELSE '{"a":1}' END, 'key',
      sha256(n::text::bytea), sha256((n + 1)::text::bytea)
    FROM generate_series(2, ${EVENTS}) AS n;
    ALTER TABLE audit_events ENABLE ALWAYS TRIGGER audit_events_follow_rows`);
  await databases.asOwner('ANALYZE audit_events');
}, 60_000);
afterAll(async () => {
  await database.close();
}, 60_000);

async function plan(text: string, values: unknown[]): Promise<string> {
  const rows = await databases.asOwner(`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${text}`, values);
  return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
}

it('reads the rows of a batch and no others', async () => {
  for (const [place, rows] of [
    [1, 2_000],
    [EVENTS - 10, 10],
  ] as const) {
    const found = await plan(AFTER, [place, 2_000]);
    expect(found).toMatch(
      new RegExp(`Index Scan using audit_events_pkey on audit_events \\(actual rows=${rows}(\\.0+)? `),
    );
    expect(found).not.toMatch(/Seq Scan|Sort|Removed/);
  }
});

it('finds the first event of a time by one row of an index', async () => {
  const found = await plan(FIRST_SINCE, [Date.parse('2026-02-01T00:00:00Z')]);
  expect(found).toMatch(/Index Scan using audit_events_at on audit_events \(actual rows=1(\.0+)? /);
  expect(await placeAt(database.pool, Date.parse('2026-01-02T00:00:00Z'))).toBe(1_439);
  expect(await placeAt(database.pool, Date.parse('2030-01-01T00:00:00Z'))).toBe(EVENTS);
  expect(await lastPlace(database.pool)).toBe(EVENTS);
});

it('reads an event with its time and detail, and a detail that nobody can read as an empty one', async () => {
  const events = await eventsAfter(database.pool, EVENTS - 2);
  expect(events).toMatchObject([
    { seq: EVENTS - 1, at: Date.parse('2026-01-01T00:00:00Z') + (EVENTS - 1) * 60_000, detail: { a: 1 } },
    { seq: EVENTS, customer: `c${EVENTS}`, detail: {} },
  ]);
});

it('says in a dry run what a day would have said, knows the days before, and writes nothing', async () => {
  const judging = await judgingFrom(database.pool, DEFAULT_REVIEW_SETTINGS, '2026-01-10');
  expect(judging.seq).toBe(await placeAt(database.pool, Date.parse('2026-01-09T20:00:00Z')));
  const found = [];
  for await (const findings of findingsUntil(database.pool, judging, judging.seq + 24 * 60)) found.push(...findings);
  // An opening a minute, day and night, from no list. Nights have become usual by then.
  expect(found.map(({ rule }) => rule).toSorted()).toEqual(['beyond-peers', 'not-led']);
  expect(found.every(({ key }) => key.includes('2026-01-10'))).toBe(true);
  expect(await databases.asOwner('SELECT key FROM review_findings')).toEqual([]);
  expect(await databases.asOwner('SELECT seq FROM review_place')).toEqual([]);
});
