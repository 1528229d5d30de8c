import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import { openDatabase } from '../db/client';
import { keyRing } from './keys';
import { lastLinksQuery, readLastLinks } from './last-links';
import { asText } from './select';

/** The last links of a page cost an entry of an index for each customer, however often the customers were opened. */

const EVENTS = 40_000;
const CUSTOMERS = 50;
const keys = keyRing('the key of these tests, of 32 bytes or more');
const uuidOf = (n: number) => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`;
const ALL = Array.from({ length: CUSTOMERS }, (_, index) => uuidOf(index));
const FORMER = '00000000-0000-4000-8000-0000000000ff';

let databases: OwnDatabases;
let database: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  databases = await ownDatabases();
  database = openDatabase(databases.url);
  await databases.asOwner(`INSERT INTO accounts (id, email, name, role)
    VALUES ('00000000-0000-4000-8000-000000000007', 'mia@desk.example', 'Mia Stone', 'support')`);
  // Unchained: only the verifier minds. A row a minute; each 400th is a link, and every second link was refused.
  await databases.asOwner(`
    ALTER TABLE audit_events DISABLE TRIGGER audit_events_follow_rows;
    INSERT INTO audit_events (seq, at, actor_id, actor_email, actor_role, action, customer, phase, outcome, detail,
      key_id, prev_hash, hash)
    SELECT n, timestamptz '2026-01-01Z' + make_interval(mins => n::int),
      (CASE WHEN n % 3 = 0 THEN '00000000-0000-4000-8000-000000000007' ELSE '${FORMER}' END)::uuid, 'former@desk.example',
      'support', CASE WHEN n % 400 = 0 THEN 'customer.link-created' ELSE 'customer.opened' END,
      '00000000-0000-4000-9000-' || lpad((n / 400 % ${CUSTOMERS})::text, 12, '0'), 'outcome',
      CASE WHEN n % 800 = 0 THEN 'wrong_person' ELSE 'success' END, '{}', 'key',
      sha256(n::text::bytea), sha256((n + 1)::text::bytea)
    FROM generate_series(2, ${EVENTS}) AS n;
    ALTER TABLE audit_events ENABLE ALWAYS TRIGGER audit_events_follow_rows`);
  await databases.asOwner('ANALYZE audit_events');
}, 60_000);
afterAll(async () => {
  await database.close();
}, 60_000);

it('names who created the last link and when; a refused one is none', async () => {
  const links = await readLastLinks(database.db, keys, ALL);
  // Links succeed at odd multiples of 400, and 100 multiples meet 50 customers: the odd ones, twice.
  expect([...links.keys()].sort()).toEqual(ALL.filter((_, index) => index % 2 === 1));
  expect(links.get(uuidOf(1))).toEqual({ by: 'Mia Stone', at: at(51 * 400) });
  expect(links.get(uuidOf(3))).toEqual({ by: 'former@desk.example', at: at(53 * 400) });
});

it('knows the same customer in the trail’s writing', async () => {
  const links = await readLastLinks(database.db, keys, [uuidOf(1).toUpperCase()]);
  expect([...links.keys()]).toEqual([uuidOf(1).toUpperCase()]);
  expect(await readLastLinks(database.db, keys, [])).toEqual(new Map());
});

it('reads one entry for each customer', async () => {
  const { text, values } = asText(lastLinksQuery(ALL));
  const [plan] = await databases.asOwner(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
  const whole = JSON.stringify(plan);
  expect(whole).toContain('audit_events_links');
  expect(whole).not.toContain('"Rows Removed by Filter"');
  expect(whole.match(/"Node Type":"Seq Scan","[^}]*?"Relation Name":"audit_events"/)).toBeNull();
});

function at(minutes: number): string {
  return new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString();
}
