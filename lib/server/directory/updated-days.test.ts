import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import type { SearchFilters } from '../../contracts/search';
import { addDays } from '../../writing/days';
import { openDatabase } from '../db/client';
import { countsSchema, countsStatement } from './counts-sql';
import { entryOfRow } from './entry';
import { deriveKeys } from './keys';
import { toNeighbours } from './neighbours';
import { parseFound } from './rows';
import { countStatement, exportStatement, neighboursStatement, searchStatement } from './search-sql';
import type { Statement } from './sql';
import { writeSeen } from './store';

/** The days of the filter Updated are the days that the column shows: in the reader's time zone (`docs/days.md`). */

const NOW = new Date('2026-11-23T23:30:00Z');
const KEYS = deriveKeys('the key of these tests, of 32 bytes or more');

let databases: OwnDatabases;
let pool: pg.Pool;
let close: () => Promise<void>;
beforeAll(async () => {
  databases = await ownDatabases();
  const database = openDatabase(databases.url, { max: 2, settings: '-c enable_seqscan=off -c jit=off' });
  [pool, close] = [database.pool, database.close];
}, 60_000);
afterAll(async () => {
  await close?.();
}, 60_000);
beforeEach(() => databases.asOwner('TRUNCATE directory_customers'));

async function store(moments: readonly (string | null)[]): Promise<void> {
  const nobody = { status: null, name: null, surname: null, nationality: null, gender: null, email: null };
  const rows = moments.map((updatedAt, index) => ({
    ...{ ...nobody, uuid: `p${index}`, updatedAt, phoneNumber: null },
    ...{ documents: [], expiredDocuments: [], documentNumbers: [] },
  }));
  await writeSeen(
    pool,
    rows.map((row) => entryOfRow(KEYS, row)),
    NOW,
    false,
  );
}

const run = async (statement: Statement) => (await pool.query(statement)).rows;
const query = (filters: SearchFilters, timeZone: string) => ({
  ...{ terms: null, filters, timeZone, now: NOW },
  sort: { by: 'updatedAt', order: 'asc' } as const,
});

/** What the column shows, by `Intl` alone: `30 Apr 2026` as `2026-04-30`. */
function shownDay(moment: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return format.format(new Date(moment));
}

/** Days on which clocks change in one of the zones, and an ordinary one. */
const DAYS = ['2026-05-01', '2026-03-29', '2026-10-25', '2026-04-24', '2010-11-07', '2011-12-30', '2011-12-31'];
const ZONES = [
  ...['UTC', 'Asia/Dubai', 'Asia/Kathmandu', 'Etc/GMT-14', 'Pacific/Pago_Pago', 'Europe/Berlin', 'Africa/Cairo'],
  ...['Atlantic/Azores', 'America/St_Johns', 'Pacific/Apia', 'Australia/Lord_Howe', 'Asia/Kolkata'],
];

it('list, count, counts, neighbours and export agree with the column, in every zone', async () => {
  const moment = (day: string) =>
    fc
      .integer({ min: -40 * 60, max: 40 * 60 })
      .map((minutes) => new Date(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000).toISOString());
  const asked = fc.constantFrom(...DAYS).chain((day) =>
    fc.record({
      day: fc.constant(day),
      zone: fc.constantFrom(...ZONES),
      moments: fc.array(fc.oneof({ weight: 9, arbitrary: moment(day) }, fc.constant(null)), {
        minLength: 10,
        maxLength: 40,
      }),
      sides: fc.constantFrom('from', 'to', 'both'),
    }),
  );
  await fc.assert(
    fc.asyncProperty(asked, async ({ day, zone, moments, sides }) => {
      await databases.asOwner('TRUNCATE directory_customers');
      await store(moments);
      const [from, to] = [sides !== 'to', sides !== 'from'];
      const filters = { ...(from && { updatedFrom: day }), ...(to && { updatedTo: day }) };
      const fits = (shown: string) => (!from || shown >= day) && (!to || shown <= day);
      const expected = moments.flatMap((one, index) =>
        one !== null && fits(shownDay(one, zone)) ? [`p${index}`] : [],
      );
      const found = parseFound(await run(searchStatement(KEYS, query(filters, zone), 100, null)));
      const uuids = found.map(({ uuid }) => uuid);
      expect(uuids.toSorted()).toEqual(expected.toSorted());
      expect(await run(countStatement(KEYS, query(filters, zone)))).toEqual([{ count: expected.length }]);
      const counts = countsSchema.array().parse(await run(countsStatement(KEYS, query(filters, zone))));
      expect(counts.find(({ facet }) => facet === 'all')?.count ?? 0).toBe(expected.length);
      const [beside] = await run(neighboursStatement(KEYS, query(filters, zone), uuids[0] ?? ''));
      expect(uuids.length === 0 ? beside : toNeighbours([beside])).toEqual(
        uuids.length === 0 ? undefined : { previous: null, next: uuids[1] ?? null, found: true },
      );
      const exported = parseFound(await run(exportStatement(KEYS, query(filters, zone), 100)));
      expect(exported.map(({ uuid }) => uuid)).toEqual(uuids);
    }),
    { numRuns: 50 },
  );
}, 60_000);

it('the last moment of a day stays in the day, however many digits Sentinel writes', async () => {
  await store([
    '2026-04-30T19:59:59.9999999Z',
    '2026-04-30T23:59:59.999999999999+04:00',
    '2026-05-01T00:00:00.0+04:00',
  ]);
  const found = async (day: string) =>
    (await run(exportStatement(KEYS, query({ updatedFrom: day, updatedTo: day }, 'Asia/Dubai'), 10)))
      .map(({ uuid }) => uuid)
      .toSorted();
  expect(await found('2026-04-30')).toEqual(['p0', 'p1']);
  expect(await found('2026-05-01')).toEqual(['p2']);
});

it('the days of a zone are read from the index by `updatedAt`', async () => {
  await databases.asOwner(
    `INSERT INTO directory_customers (uuid, updated_at, documents, expired_documents, document_keys, document_mask,
      expired_mask, face_failed, sort_name, search, read_at, seen_walk)
    SELECT 'copy-' || n, timestamptz '2010-01-01' + n * interval '3 hours', '[]', '{}', '{}', 0, 0, false, '', '', now(), 0
    FROM generate_series(1, 10000) AS n`,
  );
  await databases.asOwner('ANALYZE directory_customers');
  const days = { updatedFrom: '2010-11-06', updatedTo: addDays('2010-11-06', 1) };
  const statements = ['Asia/Dubai', 'America/St_Johns'].flatMap((zone) => [
    searchStatement(KEYS, query(days, zone), 50, null),
    countStatement(KEYS, query(days, zone)),
    exportStatement(KEYS, query(days, zone), 100_000),
  ]);
  for (const { text, values } of statements) {
    const rows = (await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values)).rows;
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/directory_by_updated/);
    expect(plan).toMatch(/Index Cond: .*>=.*</);
  }
});
