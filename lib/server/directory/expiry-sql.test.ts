import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import { COUNTED_WINDOWS, type ExpiringParams } from '../../contracts/expiring';
import { KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { type DocumentExpiry, disputedDay, documentExpiries, expiresWithin, fitsExpiryFilters } from '../../kyc/expiry';
import { spanOf } from '../../kyc/expiry-windows';
import { addDays, dayOf } from '../../writing/days';
import type { SentinelRow } from '../sentinel/customer';
import { countsSchema, countsStatement, unreadableCountsStatement } from './counts-sql';
import { entryOfRow } from './entry';
import { documentsStatement, expiringTotalsStatement } from './expiring-counts-sql';
import { expiringRowsStatement } from './expiring-sql';
import { deriveKeys } from './keys';
import { countStatement, searchStatement } from './search-sql';
import { writeSeen } from './store';

/** The directory's SQL and `lib/kyc/expiry.ts` are one definition: both are asked about random customers. */

const NOW = new Date('2026-11-23T23:30:00Z');
const TODAY = dayOf(NOW);
const KEYS = deriveKeys('the key of these tests, of 32 bytes or more');

let databases: OwnDatabases;
let pool: pg.Pool;
beforeAll(async () => {
  databases = await ownDatabases();
  pool = new pg.Pool({ connectionString: databases.ownerUrl });
}, 60_000);
afterAll(async () => {
  await pool?.end();
}, 60_000);
beforeEach(() => pool.query('TRUNCATE directory_customers'));

/** Days around every edge, and writings that are none. */
const day = fc.oneof(
  fc.constantFrom(-1, 0, 1, 29, 30, 31, 60, 61, 90, 91, 4_000, -4_000).map((ahead) => addDays(TODAY, ahead)),
  fc.constantFrom(null, '2026-02-31', '0000-05-12', 'soon'),
);
const documents = fc.array(
  fc.record({ type: fc.constantFrom(...KNOWN_DOCUMENTS), dateOfExpiry: day, idMatch: fc.constant(null) }),
  { maxLength: 4 },
);
const expiredDocuments = fc.uniqueArray(fc.constantFrom(...KNOWN_DOCUMENTS, 'residencePermit', 'visa'), {
  maxLength: 2,
});
const people = fc.array(fc.record({ documents, expiredDocuments }), { minLength: 1, maxLength: 25 });

type Facts = Pick<SentinelRow, 'documents' | 'expiredDocuments'> & Partial<SentinelRow>;

async function store<Row extends Facts>(all: Row[]): Promise<Map<string, Row>> {
  await pool.query('TRUNCATE directory_customers');
  const nobody = { status: null, name: null, surname: null, nationality: null, gender: null, email: null };
  const rows = all.map((facts, index) => ({ uuid: `p${index}`, ...facts }));
  const entries = rows.map((row) =>
    entryOfRow(KEYS, { ...nobody, phoneNumber: null, updatedAt: null, documentNumbers: [], ...row }),
  );
  await writeSeen(pool, entries, NOW, false);
  return new Map(rows.map((row) => [row.uuid, row]));
}

const query = (filters: object) => ({ terms: null, filters, sort: { by: 'name', order: 'asc' } as const, now: NOW });
const run = async ({ text, values }: { text: string; values: unknown[] }) => (await pool.query(text, values)).rows;

it('filters and their counts say of every customer what the module says', async () => {
  const some = { requiredKeys: [] };
  const asked = fc.record(
    {
      documentType: fc.uniqueArray(fc.constantFrom(...KNOWN_DOCUMENTS, 'none' as const), {
        minLength: 1,
        maxLength: 3,
      }),
      expired: fc.constant(true as const),
      expiresWithin: fc.constantFrom(0, 30, 60, 90),
    },
    some,
  );
  await fc.assert(
    fc.asyncProperty(people, asked, async (all, filters) => {
      const rows = await store(all);
      const fitting = (more: object) =>
        [...rows]
          .flatMap(([uuid, facts]) => (fitsExpiryFilters(facts, { ...filters, ...more }, NOW) ? [uuid] : []))
          .sort();
      const found = (await run(searchStatement(KEYS, query(filters), 100, null))).map((row) => String(row.uuid));
      expect(found.sort()).toEqual(fitting({}));
      expect(await run(countStatement(KEYS, query(filters)))).toEqual([{ count: found.length }]);
      const counts = countsSchema.array().parse(await run(countsStatement(KEYS, query(filters))));
      const [counted] = counts.filter(({ facet }) => facet === 'all');
      const count = (more: object) => fitting(more).length;
      expect(counted ?? NO_COUNTS).toMatchObject({
        count: found.length,
        expired: count({ expired: true }),
        within30: count({ expiresWithin: 30 }),
        within60: count({ expiresWithin: 60 }),
        within90: count({ expiresWithin: 90 }),
        documentTypes: Object.fromEntries(
          [...KNOWN_DOCUMENTS, 'none' as const].map((type) => [type, count({ documentType: [type] })]),
        ),
      });
    }),
    { numRuns: 150 },
  );
}, 120_000);

const NO_COUNTS = {
  count: 0,
  expired: 0,
  within30: 0,
  within60: 0,
  within90: 0,
  documentTypes: { passport: 0, emiratesId: 0, egyptNationalId: 0, none: 0 },
};

it('the Expiring page lists and counts what the module says', async () => {
  const chosenDays = fc
    .tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 0, max: 60 }))
    .map(([from, days]) => ({ within: 'days' as const, from: addDays(TODAY, from), to: addDays(TODAY, from + days) }));
  const window = fc.oneof(fc.record({ within: fc.constantFrom(...COUNTED_WINDOWS) }), chosenDays);
  const type = fc.option(fc.constantFrom(...KNOWN_DOCUMENTS), { nil: undefined });
  const params = fc.tuple(window, type).map(([given, documentType]): ExpiringParams => ({ ...given, documentType }));
  await fc.assert(
    fc.asyncProperty(people, params, async (all, asked) => {
      const rows = await store(all);
      const expected = (given: Pick<ExpiringParams, 'within' | 'from' | 'to'>) =>
        [...rows].flatMap(([uuid, facts]) =>
          documentExpiries(facts, NOW)
            .filter(({ type }) => asked.documentType === undefined || type === asked.documentType)
            .filter((one) => isIn(given, one))
            .map((one) => ({
              uuid,
              type: one.type,
              day: given.within !== 'expired' || (one.days !== null && one.days < 0) ? one.lastDay : null,
              disputed: disputedDay(one),
            })),
        );
      const listed = (await run(expiringRowsStatement(asked, NOW, 1_000, null))).map(
        ({ uuid, type, day, disputed }) => ({
          uuid,
          type,
          day,
          disputed,
        }),
      );
      const sorted = (some: { uuid: string; type: string }[]) =>
        some.toSorted((one, other) => `${one.uuid} ${one.type}`.localeCompare(`${other.uuid} ${other.type}`));
      expect(sorted(listed)).toEqual(sorted(expected(asked)));
      expect(await run(expiringTotalsStatement(asked, NOW))).toEqual([
        {
          ...Object.fromEntries(COUNTED_WINDOWS.map((within) => [within, expected({ within }).length])),
          unreadable: 0,
        },
      ]);
      expect(await run(documentsStatement(asked, NOW))).toEqual([{ count: listed.length }]);
    }),
    { numRuns: 150 },
  );
}, 120_000);

/** A month and chosen days hold every last day that lies in them, unless the day is to come and in doubt. */
function isIn(window: Pick<ExpiringParams, 'within' | 'from' | 'to'>, one: DocumentExpiry): boolean {
  if (window.within === 'expired') return one.isExpired;
  if (typeof window.within === 'number') return expiresWithin(one, window.within);
  const span = spanOf(window, TODAY);
  const { days, lastDay, isListed } = one;
  if (span === null || days === null || lastDay === null) return false;
  return span.from <= lastDay && lastDay <= span.to && (days < 0 || !isListed);
}

/** Values that filters know, given, not given or not readable. */
const FILTERED = ['status', 'nationality', 'gender'] as const;
const CHOICES = [...FILTERED, 'expiryUnreadable', 'faceMatchUnreadable'] as const;
const oddPeople = fc.array(
  fc.record({
    status: fc.constantFrom(null, 6),
    nationality: fc.constantFrom(null, 'ARE'),
    gender: fc.constantFrom(null, 'female'),
    documents: fc.array(
      fc.record({
        type: fc.constantFrom(...KNOWN_DOCUMENTS),
        dateOfExpiry: fc.constant(null),
        idMatch: fc.constant(null),
        unreadable: fc.subarray(['dateOfExpiry', 'idMatch'] as const).map((all) => all.map(odd)),
      }),
      { maxLength: 2 },
    ),
    expiredDocuments: fc.constant<string[]>([]),
    unreadable: fc
      .subarray(['status', 'nationality', 'gender', 'name', 'expiredDocuments', 'passport'] as const)
      .map((all) => all.map(odd)),
  }),
  { minLength: 1, maxLength: 25 },
);

function odd<Field extends string>(field: Field) {
  return { field, given: 'odd' };
}

it('“none” means not given, and what could not be read is found and counted for itself', async () => {
  const value = fc.constantFrom('none' as const, 'unreadable' as const);
  const flag = fc.constant(true as const);
  const asked = fc.record(
    {
      status: fc.uniqueArray(fc.oneof(value, fc.constant(6)), { minLength: 1 }),
      nationality: fc.uniqueArray(value, { minLength: 1 }),
      gender: fc.uniqueArray(fc.oneof(value, fc.constant('female')), { minLength: 1 }),
      expiryUnreadable: flag,
      faceMatchUnreadable: flag,
    },
    { requiredKeys: [] },
  );
  type Row = (typeof oddPeople extends fc.Arbitrary<infer T> ? T : never) extends (infer R)[] ? R : never;
  const isOdd = ({ documents, unreadable }: Row, field: string) =>
    unreadable.some((one) => one.field === field) ||
    documents.some((one) => one.unreadable.some((other) => other.field === field));
  const fits = (row: Row, choice: string, wanted: unknown): boolean => {
    if (choice === 'expiryUnreadable')
      return ['dateOfExpiry', 'expiredDocuments', 'passport'].some((f) => isOdd(row, f));
    if (choice === 'faceMatchUnreadable') return isOdd(row, 'idMatch') || isOdd(row, 'passport');
    const field = FILTERED.find((one) => one === choice) ?? 'status';
    const stands = row[field] ?? (isOdd(row, field) ? 'unreadable' : 'none');
    return Array.isArray(wanted) && wanted.includes(stands);
  };
  await fc.assert(
    fc.asyncProperty(oddPeople, asked, async (all, filters) => {
      const rows = await store(all);
      const fitting = (by: object) =>
        [...rows].filter(([, row]) => Object.entries(by).every(([choice, wanted]) => fits(row, choice, wanted)));
      const found = (await run(searchStatement(KEYS, query(filters), 100, null))).map((row) => String(row.uuid));
      expect(found.sort()).toEqual(
        fitting(filters)
          .map(([uuid]) => uuid)
          .sort(),
      );
      expect(await run(unreadableCountsStatement(KEYS, query(filters)))).toEqual([
        Object.fromEntries(
          CHOICES.map((choice) => [choice, fitting({ ...filters, [choice]: ['unreadable'] }).length] as const),
        ),
      ]);
    }),
    { numRuns: 40 },
  );
}, 120_000);
