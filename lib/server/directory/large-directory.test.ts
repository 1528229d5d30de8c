import 'server-only';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import type { SearchFilters, SearchSort } from '../../contracts/search';
import { addDays } from '../../writing/days';
import { openDatabase } from '../db/client';
import type { SentinelRow } from '../sentinel/customer';
import { countsSchema, countsStatement } from './counts-sql';
import type { Place } from './cursor';
import { entryOfRow } from './entry';
import { documentsStatement, expiringGroupsStatement } from './expiring-counts-sql';
import { deriveKeys } from './keys';
import { parseFound } from './rows';
import { neighboursStatement, sampleStatement, searchStatement } from './search-sql';
import type { Statement } from './sql';
import { writeSeen } from './store';
import { beginEpoch } from './sync-state';
import { countAnew, createTallying, talliedNow } from './tallies';
import { talliedDocumentsStatement, talliedGroupsStatement, toldOf } from './tallies-sql';

/** What large directories answer by: tallies of whole weeks, customers whose documents expire, samples. Each beside all. */

const KEYS = deriveKeys('a key of these tests, 32 bytes or more');
const NOW = new Date('2026-11-23T23:30:00Z');
const TODAY = '2026-11-23';

/** A document for each day of more than a year back and ahead, two for every third day. */
const people: SentinelRow[] = Array.from({ length: 900 }, (_, n) => ({
  uuid: `c-${String(n).padStart(4, '0')}`,
  status: [null, 2, 6][n % 3] ?? null,
  name: 'Layla',
  surname: `Haddad${n}`,
  nationality: ['ARE', 'IND', null][n % 4] ?? null,
  gender: 'female',
  email: `person${n}@example.com`,
  phoneNumber: `+97150${String(1_000_000 + n)}`,
  updatedAt: '2026-05-01T00:00:00.000Z',
  documents: [
    { type: 'passport' as const, dateOfExpiry: addDays(TODAY, n - 450), idMatch: true },
    ...(n % 3 === 0 ? [{ type: 'emiratesId' as const, dateOfExpiry: addDays(TODAY, n - 440), idMatch: true }] : []),
  ],
  expiredDocuments: n % 7 === 0 ? ['passport'] : [],
  documentNumbers: [`AB${n}`],
}));

let databases: OwnDatabases;
let pool: pg.Pool;
let close: () => Promise<void>;
beforeAll(async () => {
  databases = await ownDatabases();
  const database = openDatabase(databases.url, { max: 4, statementTimeout: 20_000, settings: '-c enable_seqscan=off' });
  [pool, close] = [database.pool, database.close];
  const entries = people.map((row) => entryOfRow(KEYS, row));
  await writeSeen(pool, entries, new Date('2026-11-23T10:00:00Z'), false);
  await countAnew(pool, await beginEpoch(pool), NOW);
}, 60_000);
afterAll(async () => {
  await close();
}, 60_000);

const run = async (statement: Statement) => (await pool.query(statement)).rows;

describe('chosen days are told by days of these months, by whole weeks, and their ends by the table', () => {
  it.each<[string, string, [string, string][] | null]>([
    ['2026-11-10', '2027-02-21', []],
    ['2026-10-31', '2026-11-02', [['2026-10-31', '2026-10-31']]],
    ['2026-10-26', '2026-11-02', []],
    // The 90 days end with a Sunday, 21 February.
    ['2026-12-01', '2027-03-02', [['2027-03-01', '2027-03-02']]],
    ['2026-10-28', '2026-10-30', [['2026-10-28', '2026-10-30']]],
    ['2025-11-24', '2026-11-24', []],
    ['2026-11-23', '2027-11-23', [['2027-11-22', '2027-11-23']]],
    ['2027-03-01', '2027-06-06', []],
    ['2024-01-01', '2024-06-01', null],
  ])('%s to %s', async (from, to, untold) => {
    const window = { within: 'days' as const, from, to };
    const told = toldOf(window, { at: NOW, hasWeeks: true });
    expect(told?.untold ?? null).toEqual(untold?.map(([first, last]) => ({ from: first, to: last })) ?? null);
    if (told === null) return;
    for (const more of [{}, { status: 2 }, { nationality: 'ARE', documentType: 'passport' as const }]) {
      const params = { ...window, ...more };
      const rest = told.untold.length > 0;
      const [tallied] = await run(talliedDocumentsStatement(params, told));
      const [ends] = rest ? await run(documentsStatement(params, NOW, told.untold)) : [{ count: 0 }];
      const [all] = await run(documentsStatement(params, NOW));
      expect(tallied.count + ends.count).toBe(all.count);
      const groups = [
        ...(await run(talliedGroupsStatement(params, told))),
        ...(rest ? await run(expiringGroupsStatement(params, NOW, told.untold)) : []),
      ];
      expect(summed(groups)).toEqual(summed(await run(expiringGroupsStatement(params, NOW))));
    }
  });
});

describe('tallies of the release before, which have days alone', () => {
  it('tell no whole weeks, and are counted anew', async () => {
    const epoch = await beginEpoch(pool);
    await pool.query('UPDATE directory_sync SET covered = 50000, walked_at = now()');
    const tallying = createTallying(pool, epoch);
    const soon = new Date(NOW.getTime() + 1_000);
    await countAnew(pool, epoch, NOW);
    expect(await talliedNow(soon, pool)).toEqual({ at: NOW, hasWeeks: true });
    expect(await tallying.isDue(soon)).toBe(false);

    await pool.query('UPDATE directory_sync SET tallied_at = $1', [soon]);
    const tallied = await talliedNow(soon, pool);
    expect(tallied).toEqual({ at: soon, hasWeeks: false });
    expect(await tallying.isDue(soon)).toBe(true);
    if (tallied === null) return;
    const days = (from: string, to: string) => toldOf({ within: 'days', from, to }, tallied)?.untold ?? null;
    expect(days('2027-03-23', '2027-05-22')).toBe(null);
    expect(days('2026-10-19', '2026-11-10')).toEqual([
      { from: '2026-10-19', to: '2026-10-25' },
      { from: '2026-10-26', to: '2026-10-31' },
    ]);
    expect(days('2026-11-10', '2027-02-21')).toEqual([]);

    await tallying.run(soon);
    expect(await talliedNow(soon, pool)).toEqual({ at: soon, hasWeeks: true });
  });
});

const uuids = (rows: readonly { uuid: string }[]) => rows.map(({ uuid }) => uuid);

function summed(groups: { kind: string; value: string | null; count: number }[]) {
  const sums = new Map<string, number>();
  for (const { kind, value, count } of groups) {
    sums.set(`${kind} ${value}`, (sums.get(`${kind} ${value}`) ?? 0) + count);
  }
  return Object.fromEntries([...sums].toSorted());
}

const query = (filters: SearchFilters, sort: SearchSort = { by: 'relevance' }) => ({
  terms: null,
  filters,
  sort,
  now: NOW,
});

const SORTS: SearchSort[] = [
  { by: 'relevance' },
  { by: 'name', order: 'asc' },
  { by: 'phoneNumber', order: 'desc' },
  { by: 'status', order: 'asc' },
  { by: 'status', order: 'desc' },
];

describe('a result whose matches stand far away', () => {
  it.each(SORTS)('gathers the first matches alone, up to a place: %j', async (sort) => {
    const asked = query({ expired: true }, sort);
    const read = async (limit: number, after: Place | null, until?: Place) =>
      parseFound(await run(searchStatement(KEYS, asked, limit, after, 'gathered', until && { until })));
    const placeOf = (row?: { sortKey: string; uuid: string }) => ({ key: row?.sortKey ?? '', uuid: row?.uuid ?? '' });
    const whole = await read(1_000, null);
    expect(whole.length).toBeGreaterThan(60);
    expect(uuids(await read(40, null, placeOf(whole[60])))).toEqual(uuids(whole.slice(0, 41)));
    expect(uuids(await read(40, null, placeOf(whole[10])))).toEqual(uuids(whole.slice(0, 11)));
    expect(uuids(await read(40, placeOf(whole[4]), placeOf(whole[10])))).toEqual(uuids(whole.slice(5, 11)));

    // A sample of the whole table knows exactly where the matches stand.
    const everybody = uuids(parseFound(await run(searchStatement(KEYS, query({}, sort), 1_000, null))));
    const sampled = await run(sampleStatement(asked, placeOf(whole[4]), 100, 7));
    const beyond = everybody.indexOf(whole[4]?.uuid ?? '') + 1;
    const expected = [whole[5], whole[11]].map((row, index) => ({
      ...{ ...placeOf(row), number: index === 0 ? 1 : 7 },
      upTo: everybody.indexOf(row?.uuid ?? '') + 1 - beyond,
    }));
    expect(sampled).toEqual(expected);
  });
});

describe('customers of chosen nationalities', () => {
  const chosen = [['ARE'], ['ARE', 'IND'], ['IND', 'none'], ['ARE', ...Array.from({ length: 8 }, (_, n) => `XX${n}`)]];
  const read = async (asked: ReturnType<typeof query>, after: Place | null, reading: 'walked' | 'gathered') =>
    parseFound(await run(searchStatement(KEYS, asked, 40, after, reading, { depth: 1_000 })));

  it.each(SORTS)('are the same where each nationality is walked by itself: %j', async (sort) => {
    for (const nationality of chosen) {
      const asked = query({ nationality, expired: true }, sort);
      const page = await read(asked, null, 'gathered');
      const here = { key: page[30]?.sortKey ?? '', uuid: page[30]?.uuid ?? '' };
      expect(page).toHaveLength(41);
      expect(uuids(await read(asked, null, 'walked'))).toEqual(uuids(page));
      expect(uuids(await read(asked, here, 'walked'))).toEqual(uuids(await read(asked, here, 'gathered')));
      const beside = await run(neighboursStatement(KEYS, asked, here.uuid, 'walked'));
      expect(beside).toEqual(await run(neighboursStatement(KEYS, asked, here.uuid)));
    }
  });

  it('are walked once where two nationalities begin alike, as far as the index writes them', () => {
    const partsOf = (...nationality: string[]) => {
      const asked = query({ nationality }, { by: 'name', order: 'asc' });
      return searchStatement(KEYS, asked, 40, null, 'walked', { depth: 60 }).text.split('UNION ALL').length;
    };
    expect(partsOf('ARE', 'IND')).toBe(partsOf('ARE') + 1);
    expect(partsOf(`${'x'.repeat(60)}1`, `${'x'.repeat(60)}2`)).toBe(partsOf('ARE'));
  });

  it.each<[string, SearchSort]>([
    ['directory_of_nationality_by_name', { by: 'name', order: 'asc' }],
    ['directory_of_nationality_by_phone', { by: 'phoneNumber', order: 'desc' }],
    ['directory_of_nationality_by_status', { by: 'status', order: 'asc' }],
  ])('are read from %s, no further than the page', async (index, sort) => {
    const client = await pool.connect();
    try {
      // So few customers would be gathered and sorted.
      await client.query('BEGIN; SET LOCAL enable_bitmapscan = off');
      for (const nationality of [['ARE'], ['ARE', 'IND']]) {
        const { text, values } = searchStatement(KEYS, query({ nationality }, sort), 40, null, 'walked', { depth: 60 });
        const { rows } = await client.query(`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${text}`, values);
        const scans = rows.map((row) => String(row['QUERY PLAN'])).filter((line) => line.includes(`using ${index} on`));
        const entries = scans.map((line) => Number(/actual rows=(\d+)/.exec(line)?.[1]));
        expect(entries).toHaveLength(nationality.length);
        expect(entries.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(41 + nationality.length);
      }
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});

describe('customers whose face match failed, by status', () => {
  it.each(['asc', 'desc'] as const)('%s, are read from one index, a page and no more', async (order) => {
    const asked = query({ faceMatchFailed: true }, { by: 'status', order });
    const client = await pool.connect();
    try {
      // They have one status, which stands between the others.
      await client.query('BEGIN; UPDATE directory_customers SET face_failed = true WHERE status = 2');
      const planned = searchStatement(KEYS, asked, 50, null, 'planned');
      const gathered = searchStatement(KEYS, asked, 50, null, 'gathered');
      const page = uuids((await client.query(planned)).rows);
      expect(page).toHaveLength(51);
      expect(page).toEqual(uuids((await client.query(gathered)).rows));
      const { rows } = await client.query(`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${planned.text}`, planned.values);
      const plan = rows.map((row) => String(row['QUERY PLAN'])).join('\n');
      expect(plan).toMatch(/Scan (Backward )?using directory_face_failed_by_status on .+ \(actual rows=51(\.0+)? /);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});

describe('customers whose documents expire within days that are no window', () => {
  it('are counted as among all customers, but for the windows', async () => {
    const some: SearchFilters[] = [{}, { nationality: ['ARE'] }, { documentType: ['emiratesId'], expired: true }];
    for (const filters of some) {
      const asked = query({ expiresWithin: 45, ...filters });
      const shown = async (statement: Statement) => {
        const rows = z.array(countsSchema).parse(await run(statement));
        const all = rows.filter(({ facet }) => facet === 'all');
        return {
          all: all.map(({ within30: _, within60: __, within90: ___, ...figures }) => figures),
          values: rows
            .filter(({ facet, count }) => facet !== 'all' && count > 0)
            .map(({ facet, value, count }) => `${facet} ${value} ${count}`)
            .toSorted(),
        };
      };
      expect(await shown(countsStatement(KEYS, asked, undefined, 'expiring'))).toEqual(
        await shown(countsStatement(KEYS, asked)),
      );
    }
  });
});
