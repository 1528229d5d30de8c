import 'server-only';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import { COUNTED_WINDOWS, type ExpiringParams } from '../../contracts/expiring';
import type { SearchFilters, SearchSort } from '../../contracts/search';
import { KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { addDays } from '../../writing/days';
import { openDatabase } from '../db/client';
import type { SentinelRow } from '../sentinel/customer';
import { countsSchema, countsStatement, TALLIED, totalsStatement, unreadableCountsStatement } from './counts-sql';
import { entryOfRow } from './entry';
import { expiringGroupsStatement, expiringTotalsStatement } from './expiring-counts-sql';
import {
  type DocumentPlace,
  expiringNeighboursStatement,
  expiringPlaceStatement,
  expiringRowsStatement,
} from './expiring-sql';
import { deriveKeys } from './keys';
import type { Query } from './query';
import { parseFound } from './rows';
import {
  countStatement,
  exactStatement,
  exportStatement,
  neighboursStatement,
  type Reading,
  searchStatement,
  similarStatement,
} from './search-sql';
import type { Statement } from './sql';
import { writeSeen } from './store';
import { beginEpoch } from './sync-state';
import { countAnew } from './tallies';
import {
  areTallied,
  talliedGroupsStatement,
  talliedMatchesStatement,
  talliedTotalsStatement,
  toldOf,
} from './tallies-sql';
import { parseTerms } from './terms';

/** The statements against a real Postgres, with customers who stand on both sides of every border. */

const KEYS = deriveKeys('a key of these tests, 32 bytes or more');
const NOW = new Date('2026-11-23T23:30:00Z');
const READ = new Date('2026-11-23T10:00:00Z');
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS).toISOString().slice(0, 10);

const BORDERS = [-400, -1, 0, 1, 29, 30, 31, 59, 60, 61, 89, 90, 91, null];
const MOMENTS = [
  '2026-04-30T23:59:59.999Z',
  '2026-05-01T00:00:00.000Z',
  '2026-05-01T23:59:59.999Z',
  '2026-05-02T00:00:00.000Z',
];

/** 252 customers: each border of each document type, with the fields around them in turn. */
const people: SentinelRow[] = KNOWN_DOCUMENTS.flatMap((type, kind) =>
  BORDERS.flatMap((border, index) =>
    Array.from({ length: 6 }, (_, turn) => {
      const number = kind * 1_000 + index * 10 + turn;
      const days = border === null ? null : inDays(border);
      const other = KNOWN_DOCUMENTS[(kind + 1) % KNOWN_DOCUMENTS.length] ?? type;
      return {
        uuid: `c-${String(number).padStart(4, '0')}`,
        status: [null, 2, 6][number % 3] ?? null,
        name: ['Layla', 'Omar', 'Zoë', 'أحمد'][number % 4] ?? null,
        surname: `Haddad${number}`,
        nationality: ['ARE', 'IND', null][number % 3] ?? null,
        gender: ['female', 'male', null][(number + turn) % 3] ?? null,
        email: `person${number}@example.com`,
        phoneNumber: `+97150${String(1_000_000 + number)}`,
        updatedAt: MOMENTS[(number + turn) % 5] ?? null,
        documents: [
          ...(turn === 5 ? [] : [{ type, dateOfExpiry: days, idMatch: [true, false, null][turn % 3] ?? null }]),
          ...(turn === 1 ? [{ type: other, dateOfExpiry: inDays(45), idMatch: true }] : []),
        ],
        expiredDocuments: turn === 2 ? [type] : turn === 3 ? ['residencePermit'] : [],
        documentNumbers: [`AB${number}`],
      };
    }),
  ),
);

let databases: OwnDatabases;
let pool: pg.Pool;
let close: () => Promise<void>;
beforeAll(async () => {
  databases = await ownDatabases();
  const database = openDatabase(databases.url, { max: 4, statementTimeout: 20_000, settings: '-c enable_seqscan=off' });
  [pool, close] = [database.pool, database.close];
  await writeSeen(
    pool,
    people.map((row) => entryOfRow(KEYS, row)),
    READ,
    false,
  );
}, 60_000);
afterAll(async () => {
  await close();
}, 60_000);

const run = async (statement: Statement) => (await pool.query(statement)).rows;
const besideExpiring = async (params: ExpiringParams, uuid: string) => {
  const [place] = (await run(expiringPlaceStatement(params, NOW, uuid))) as DocumentPlace[];
  return place === undefined ? [] : await run(expiringNeighboursStatement(params, NOW, place));
};
const query = (given: { text?: string; filters?: SearchFilters; sort?: SearchSort }): Query => ({
  terms: given.text === undefined ? null : parseTerms(given.text),
  filters: given.filters ?? {},
  sort: given.sort ?? { by: 'relevance' },
  now: NOW,
});
const uuids = (rows: readonly { uuid: string }[]) => rows.map(({ uuid }) => uuid);
const found = async (statement: Statement) => uuids(parseFound(await run(statement)));
const matches = async (asked: Query) => (await found(exportStatement(KEYS, asked, 1_000))).toSorted();

/** The rules once more, straight from the rows. */
const TODAY = inDays(0);
const isPast = (day: string | null) => day !== null && day < TODAY;
const isExpired = (row: SentinelRow) =>
  row.expiredDocuments.length > 0 || row.documents.some(({ dateOfExpiry }) => isPast(dateOfExpiry));
const expiresWithin = (days: number) => (row: SentinelRow) =>
  row.documents.some(
    ({ type, dateOfExpiry: day }) =>
      day !== null && day >= TODAY && day <= inDays(days) && !row.expiredDocuments.includes(type),
  );
const FILTERS: [SearchFilters, (row: SentinelRow) => boolean][] = [
  [{ status: [2, 'none'] }, ({ status }) => status === 2 || status === null],
  [{ nationality: ['ARE'] }, ({ nationality }) => nationality === 'ARE'],
  [{ gender: ['none'] }, ({ gender }) => gender === null],
  [
    { documentType: [KNOWN_DOCUMENTS[1] ?? 'none'] },
    (row) => row.documents.some(({ type }) => type === KNOWN_DOCUMENTS[1]),
  ],
  [{ documentType: ['none'] }, ({ documents }) => documents.length === 0],
  [{ expired: true }, isExpired],
  ...[0, 1, 29, 30, 31, 60, 90].map((days): [SearchFilters, (row: SentinelRow) => boolean] => [
    { expiresWithin: days },
    expiresWithin(days),
  ]),
  [{ severalDocuments: true }, ({ documents }) => new Set(documents.map(({ type }) => type)).size > 1],
  [
    { severalDocuments: true, documentType: ['passport'] },
    ({ documents }) => {
      const types = new Set(documents.map(({ type }) => type));
      return types.size > 1 && types.has('passport');
    },
  ],
  [{ faceMatchFailed: true }, ({ documents }) => documents.some(({ idMatch }) => idMatch === false)],
  [{ updatedFrom: '2026-05-01' }, ({ updatedAt }) => (updatedAt ?? '') >= '2026-05-01T00:00:00.000Z'],
  [{ updatedTo: '2026-05-01' }, ({ updatedAt }) => updatedAt !== null && updatedAt < '2026-05-02T00:00:00.000Z'],
  [{ updatedTo: '2026-04-30' }, ({ updatedAt }) => updatedAt !== null && updatedAt < '2026-05-01T00:00:00.000Z'],
  [
    { updatedFrom: '2026-05-01', updatedTo: '2026-05-01' },
    ({ updatedAt }) => updatedAt?.startsWith('2026-05-01') ?? false,
  ],
];

describe('a filter', () => {
  it.each(FILTERS)('%j finds the customers whom its rule fits, and counts them', async (filters, fits) => {
    const expected = uuids(people.filter(fits)).toSorted();
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(people.length);
    expect(await matches(query({ filters }))).toEqual(expected);
    expect(await run(countStatement(KEYS, query({ filters })))).toEqual([{ count: expected.length }]);
    const counts = z.array(countsSchema).parse(await run(countsStatement(KEYS, query({ filters }))));
    expect(counts.find(({ facet }) => facet === 'all')?.count).toBe(expected.length);
  });

  it.each<[SearchFilters, (row: SentinelRow) => boolean]>([
    [{}, () => true],
    [{ updatedTo: '2026-05-01' }, FILTERS.find(([one]) => one.updatedTo === '2026-05-01')?.[1] ?? (() => false)],
    [{ nationality: ['IND'] }, ({ nationality }) => nationality === 'IND'],
  ])('%j leaves each other value its count', async (filters, fits) => {
    const rows = people.filter(fits);
    const counts = z.array(countsSchema).parse(await run(countsStatement(KEYS, query({ filters }))));
    const all = counts.find(({ facet }) => facet === 'all');
    expect(all).toMatchObject({
      expired: rows.filter(isExpired).length,
      within30: rows.filter(expiresWithin(30)).length,
      within60: rows.filter(expiresWithin(60)).length,
      within90: rows.filter(expiresWithin(90)).length,
      severalDocuments: rows.filter(({ documents }) => new Set(documents.map(({ type }) => type)).size > 1).length,
      faceFailed: rows.filter(({ documents }) => documents.some(({ idMatch }) => idMatch === false)).length,
    });
    const genders = counts.filter(({ facet }) => facet === 'gender').map(({ value, count }) => [value, count]);
    for (const gender of ['female', 'male', null]) {
      expect(genders).toContainEqual([gender, rows.filter((row) => row.gender === gender).length]);
    }
    // The value's own filter is ignored beside it.
    const nations = counts.filter(({ facet }) => facet === 'nationality').map(({ value, count }) => [value, count]);
    const others = filters.nationality ? people : rows;
    expect(nations).toContainEqual(['ARE', others.filter(({ nationality }) => nationality === 'ARE').length]);
  });

  it('counts several filters in one pass', async () => {
    const [totals] = await run(totalsStatement(FILTERS.map(([filters]) => query({ filters }))));
    expect(Object.values(totals)).toEqual(FILTERS.map(([, fits]) => people.filter(fits).length));
  });

  it('counts a window while another window is chosen', async () => {
    const counts = z
      .array(countsSchema)
      .parse(await run(countsStatement(KEYS, query({ filters: { expiresWithin: 1 } }))));
    expect(counts.find(({ facet }) => facet === 'all')).toMatchObject({
      count: people.filter(expiresWithin(1)).length,
      within30: people.filter(expiresWithin(30)).length,
      within90: people.filter(expiresWithin(90)).length,
    });
  });
});

describe('a result', () => {
  const SORTS: SearchSort[] = [
    { by: 'relevance' },
    ...(['updatedAt', 'name', 'phoneNumber', 'nationality', 'gender', 'status'] as const).flatMap((by) =>
      (['asc', 'desc'] as const).map((order) => ({ by, order })),
    ),
  ];

  it.each(SORTS)('is paged through without loss or repetition by %j, and its neighbours follow it', async (sort) => {
    const expired = query({ filters: { expired: true }, sort });
    const some: [Query, Reading?][] = [
      [query({ sort })],
      [expired, 'walked'],
      [expired, 'gathered'],
      [expired, 'planned'],
      [query({ text: 'layla', sort })],
      [query({ text: 'haddad1', filters: { expired: true }, sort })],
      ...(sort.by === 'relevance' ? [] : [[query({ text: 'layla', sort }), 'walked'] as [Query, Reading]]),
    ];
    for (const [asked, reading] of some) {
      // Neighbours are never gathered: far ones are the next row of a page.
      const near = reading === 'gathered' ? undefined : reading;
      const whole: string[] = [];
      let after = null;
      do {
        const page = parseFound(await run(searchStatement(KEYS, asked, 40, after, reading)));
        whole.push(...uuids(page.slice(0, 40)));
        const last = page[39];
        after = page.length > 40 && last ? { key: last.sortKey, uuid: last.uuid } : null;
      } while (after !== null);
      expect(whole.toSorted()).toEqual(await matches(asked));
      for (const place of [0, 1, 20, whole.length - 1]) {
        const who = whole[place] ?? '';
        const [beside] = await run(neighboursStatement(KEYS, asked, who, near));
        expect(beside).toMatchObject({ previous: whole[place - 1] ?? null, next: whole[place + 1] ?? null });
      }
      expect(await run(neighboursStatement(KEYS, asked, 'nobody', near))).toEqual([]);
    }
  });

  it('shows the columns of the customer', async () => {
    const [someone] = people;
    const terms = parseTerms(someone?.email ?? '');
    if (terms === null || someone === undefined) throw new Error('nobody');
    const [row] = parseFound(await run(exactStatement(KEYS, terms, { email: someone.email ?? '' })));
    const { phoneNumber, documentNumbers: _, ...rest } = someone;
    const unranked = { sortKey: '', capped: false, alike: false, documentMatched: false };
    expect(row).toEqual({ ...rest, ...unranked, unreadable: [], phone: phoneNumber });
  });

  it('finds a whole document number, a uuid and similar names', async () => {
    const number = parseTerms('ab-1021');
    const uuid = parseTerms('0b0e2c6a-0000-4000-8000-00000000abcd');
    if (number === null || uuid === null) throw new Error('too short');
    expect(parseFound(await run(exactStatement(KEYS, number, null)))).toMatchObject([
      { uuid: 'c-1021', documentMatched: true },
    ]);
    expect(await run(exactStatement(KEYS, uuid, null))).toEqual([]);
    expect((await found(similarStatement(query({ text: 'laylah' }), 5))).length).toBe(5);
    expect(await found(similarStatement(query({ text: 'laylah', filters: { status: [-9] } }), 5))).toEqual([]);
  });
});

describe('the tallies', () => {
  it('say of every filter and every choice of expiring documents what counting anew says', async () => {
    const epoch = await beginEpoch(pool);
    await countAnew(pool, epoch, NOW);
    for (const [filters] of FILTERS.filter(([one]) => areTallied(one))) {
      for (const more of [{}, { gender: ['female'] }, { status: ['none' as const, 6] }]) {
        const asked = query({ filters: { ...filters, ...more } });
        const sorted = (rows: unknown[]) =>
          rows
            .map((row) => JSON.stringify(row))
            .filter(isCounted)
            .toSorted();
        expect(sorted(await run(countsStatement(KEYS, asked, TALLIED)))).toEqual(
          sorted(await run(countsStatement(KEYS, asked))),
        );
        const unreadable = await run(unreadableCountsStatement(KEYS, asked));
        expect(await run(unreadableCountsStatement(KEYS, asked, TALLIED))).toEqual(unreadable);
        expect(await run(talliedMatchesStatement(asked))).toEqual(await run(countStatement(KEYS, asked)));
      }
    }
    const told = FILTERS.filter(([one]) => areTallied(one)).map(([filters]) => query({ filters }));
    expect(await run(totalsStatement(told, TALLIED))).toEqual(await run(totalsStatement(told)));
    const windows = [
      ...COUNTED_WINDOWS.map((within) => ({ within })),
      { within: 'days' as const, from: '2026-11-10', to: '2027-01-15' },
    ];
    for (const window of windows) {
      const told = toldOf(window, { at: NOW, hasWeeks: true });
      if (told === null) throw new Error(`${JSON.stringify(window)} is not told`);
      expect(told.untold).toEqual([]);
      for (const more of [
        {},
        { nationality: 'IND' },
        { nationality: 'none' },
        { documentType: KNOWN_DOCUMENTS[1] },
        { status: 2, nationality: 'ARE' },
      ]) {
        const params = { ...window, ...more };
        expect(await run(talliedTotalsStatement(params, NOW))).toEqual(await run(expiringTotalsStatement(params, NOW)));
        const shown = (rows: unknown[]) =>
          (rows as { kind: string; value: string | null; count: number }[])
            .filter(({ kind, value }) => kind !== 'week' || (value ?? '') >= addDays(TODAY, -25 * 7))
            .map((row) => JSON.stringify(row))
            .toSorted();
        expect(shown(await run(talliedGroupsStatement(params, told)))).toEqual(
          shown(await run(expiringGroupsStatement(params, NOW))),
        );
      }
    }
    await expect(countAnew(pool, epoch - 1, NOW)).rejects.toThrow('taken over');
  });
});

/** A value that no customer has any more is no row of the tallies, and a row of zeros elsewhere. */
function isCounted(row: string): boolean {
  return !/"count":0,"expired":0,"within30":0,"within60":0,"within90":0,"faceFailed":0/.test(row);
}

describe('expiring documents', () => {
  const choices: ExpiringParams[] = (['expired', 30, 60, 90] as const).flatMap((within) => [
    { within },
    { within, nationality: 'IND' },
    { within, nationality: 'none' },
    { within, documentType: KNOWN_DOCUMENTS[0], nationality: 'ARE' },
  ]);
  const documentsOf = ({ within, documentType, nationality }: ExpiringParams) =>
    people
      .filter((row) => nationality === undefined || (row.nationality ?? 'none') === nationality)
      .flatMap((row) =>
        KNOWN_DOCUMENTS.filter((type) => documentType === undefined || type === documentType)
          .flatMap((type) => {
            const day = row.documents
              .flatMap((one) => (one.type === type ? (one.dateOfExpiry ?? []) : []))
              .toSorted()[0];
            const called = row.expiredDocuments.includes(type);
            const soon =
              day !== undefined && !called && day >= TODAY && typeof within === 'number' && day <= inDays(within);
            const past = within === 'expired' && (called || isPast(day ?? null));
            return soon || past ? [`${row.uuid} ${type}`] : [];
          })
          .concat(
            within === 'expired' && documentType === undefined && row.expiredDocuments.includes('residencePermit')
              ? [`${row.uuid} residencePermit`]
              : [],
          ),
      );

  it.each(choices)('of %j are listed, counted and led through as the documents say', async (params) => {
    const rows = (await run(expiringRowsStatement(params, NOW, 1_000, null))) as {
      uuid: string;
      type: string;
      key: string;
    }[];
    expect(rows.map(({ uuid, type }) => `${uuid} ${type}`).toSorted()).toEqual(documentsOf(params).toSorted());
    expect(rows.length).toBeGreaterThan(0);
    const [totals] = (await run(expiringTotalsStatement(params, NOW))) as Record<string, number>[];
    expect(totals?.[String(params.within)]).toBe(rows.length);
    const groups = (await run(expiringGroupsStatement(params, NOW))) as { kind: string; count: number }[];
    const weeks = groups.filter(({ kind }) => kind === 'week').reduce((sum, { count }) => sum + count, 0);
    expect(weeks).toBe(rows.length);
    const order = [...new Set(uuids(rows))];
    for (const place of [0, 1, order.length - 1]) {
      const [beside] = await besideExpiring(params, order[place] ?? '');
      expect(beside).toEqual({ previous: order[place - 1] ?? null, next: order[place + 1] ?? null });
    }
    const [first, second] = rows;
    if (first && second) {
      const after = await run(expiringRowsStatement(params, NOW, 1, { key: first.key, uuid: first.uuid }));
      expect(after[0]).toMatchObject({ uuid: second.uuid, type: second.type });
    }
  });

  it('of another nationality lead to nobody', async () => {
    const indian = people.find((row) => row.nationality === 'IND' && expiresWithin(30)(row))?.uuid ?? '';
    const neighbours = (params: ExpiringParams) => besideExpiring(params, indian);
    expect(await neighbours({ within: 30, nationality: 'IND' })).toHaveLength(1);
    expect(await neighbours({ within: 30, nationality: 'ARE' })).toEqual([]);
  });
});
