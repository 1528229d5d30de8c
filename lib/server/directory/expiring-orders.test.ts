import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import type { ExpiringParams } from '../../contracts/expiring';
import { KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { addDays, dayOf } from '../../writing/days';
import { openDatabase } from '../db/client';
import type { SentinelRow } from '../sentinel/customer';
import { entryOfRow } from './entry';
import { countUpToStatement, gatheredNeighboursStatement, gatheredRowsStatement } from './expiring-gathered-sql';
import { expiringPlaceStatement, expiringRowsStatement } from './expiring-sql';
import { walkedRowsStatement } from './expiring-walked-sql';
import { deriveKeys } from './keys';
import type { Statement } from './sql';
import { writeSeen } from './store';

/** The worklist of expiring documents in its other orders, and without what is done, against a real Postgres. */

const NOW = new Date('2026-11-23T23:30:00Z');
const TODAY = dayOf(NOW);

/** Names, statuses and nationalities that repeat and that are missing; two documents each; some called expired. */
const people: SentinelRow[] = Array.from({ length: 40 }, (_, index) => ({
  uuid: `c-${String(index).padStart(2, '0')}`,
  status: [null, 2, 6][(index >> 2) % 3] ?? null,
  name: ['Layla', 'Omar', 'Zoë', 'أحمد', null][index % 5] ?? null,
  surname: null,
  nationality: ['ARE', 'IND', null][index % 3] ?? null,
  gender: null,
  email: null,
  phoneNumber: null,
  updatedAt: null,
  documents: KNOWN_DOCUMENTS.slice(0, 2).map((type, place) => ({
    type,
    dateOfExpiry: addDays(TODAY, ((index * 7 + place * 11) % 120) - 40),
    idMatch: null,
  })),
  expiredDocuments: index % 6 === 0 ? ['passport'] : index % 10 === 1 ? ['residencePermit'] : [],
  documentNumbers: [],
}));

let databases: OwnDatabases;
let pool: pg.Pool;
let close: () => Promise<void>;
beforeAll(async () => {
  databases = await ownDatabases();
  const database = openDatabase(databases.url, { max: 2, statementTimeout: 20_000 });
  [pool, close] = [database.pool, database.close];
  const keys = deriveKeys('a key of these tests, 32 bytes or more');
  await writeSeen(
    pool,
    people.map((row) => entryOfRow(keys, row)),
    NOW,
    false,
  );
}, 60_000);
afterAll(async () => {
  await close();
}, 60_000);

const run = async (statement: Statement) => (await pool.query(statement)).rows;
const uuids = (rows: readonly { uuid: string }[]) => rows.map(({ uuid }) => uuid);
const choices: ExpiringParams[] = [
  { within: 'expired' },
  { within: 'expired', nationality: 'IND' },
  { within: 90 },
  { within: 'this-month' },
  { within: 'days', from: addDays(TODAY, -20), to: addDays(TODAY, 40) },
];

it.each(choices)('of %j are read backwards, too', async (params) => {
  const listed = async (more: object) =>
    (await run(expiringRowsStatement({ ...params, ...more }, NOW, 1_000, null))).map((row) =>
      JSON.stringify([row.uuid, row.type, row.day]),
    );
  const usual = await listed({});
  const order = params.within === 'expired' ? 'asc' : 'desc';
  expect(await listed({ order })).toEqual(usual.toReversed());
  const [first, second] = (await run(expiringRowsStatement({ ...params, order }, NOW, 2, null))) as {
    uuid: string;
    type: string;
    key: string;
  }[];
  if (first === undefined || second === undefined) throw new Error('too few');
  const after = { key: first.key, uuid: first.uuid };
  expect((await run(expiringRowsStatement({ ...params, order }, NOW, 1, after)))[0]).toMatchObject({
    uuid: second.uuid,
    type: second.type,
  });
});

it.each(['name', 'nationality', 'status'] as const)(
  'stand in the order of %s, page by page, and lead on in it',
  async (sort) => {
    for (const order of ['asc', 'desc'] as const) {
      const choice = { within: 'expired', order } as const;
      const read = async (limit: number, after: { key: string; uuid: string } | null) =>
        (await run(gatheredRowsStatement(choice, NOW, sort, limit, after))) as {
          uuid: string;
          type: string;
          key: string;
          disputed: string | null;
          gathered: number;
        }[];
      const all = await read(1_000, null);
      // A page tells how many documents the choice holds: with more than can be sorted it is refused.
      expect((await read(3, null)).map(({ gathered }) => gathered)).toEqual(Array(4).fill(all.length));
      const [counted] = await run(countUpToStatement(choice, NOW, 5));
      expect(counted).toEqual({ count: 5 });
      expect(all.map(({ uuid, type }) => `${uuid} ${type}`).toSorted()).toEqual(
        (await run(expiringRowsStatement({ within: 'expired' }, NOW, 1_000, null)))
          .map(({ uuid, type }) => `${uuid} ${type}`)
          .toSorted(),
      );
      const sorted = all.map(({ key }) => JSON.parse(key)[0]);
      const inOrder = sorted.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0));
      expect(sorted).toEqual(order === 'asc' ? inOrder : inOrder.toReversed());
      const paged = [];
      for (let page = await read(3, null); page.length > 0; ) {
        const shown = page.slice(0, 3);
        paged.push(...shown.map(({ uuid, type }) => `${uuid} ${type}`));
        const last = shown.at(-1);
        page = page.length > 3 && last ? await read(3, { key: last.key, uuid: last.uuid }) : [];
      }
      expect(paged).toEqual(all.map(({ uuid, type }) => `${uuid} ${type}`));
      const owners = [...new Set(uuids(all))];
      for (const place of [0, 1, owners.length - 1]) {
        const beside = await run(gatheredNeighboursStatement(choice, NOW, sort, owners[place] ?? ''));
        expect(beside).toEqual([{ previous: owners[place - 1] ?? null, next: owners[place + 1] ?? null }]);
      }
      // Where Sentinel alone calls a document expired, the day of its own date comes along.
      const known = (await run(expiringRowsStatement({ within: 'expired' }, NOW, 1_000, null))) as typeof all;
      const disputes = (rows: typeof all) =>
        rows
          .flatMap(({ uuid, type, disputed }) => (disputed === null ? [] : [`${uuid} ${type} ${disputed}`]))
          .toSorted();
      expect(disputes(all)).toEqual(disputes(known));
    }
  },
);

it.each(['name', 'nationality', 'status'] as const)(
  'of a country are walked in the order of %s, with the pages that gathering gives',
  async (sort) => {
    type Row = { uuid: string; type: string; day: string; key: string; gathered?: number };
    const all = countries.flatMap((choice) => (['asc', 'desc'] as const).map((order) => ({ ...choice, order })));
    for (const choice of all) {
      for (const types of [KNOWN_DOCUMENTS, KNOWN_DOCUMENTS.slice(0, 1)]) {
        // Walks that fill a page, and such as end before.
        for (const depth of [1_000, 6]) {
          const walked: Row[] = [];
          let after: { key: string; uuid: string } | null = null;
          do {
            const page: Row[] = await run(walkedRowsStatement(choice, NOW, sort, 2, after, { types, depth }));
            const gathered: Row[] = await run(gatheredRowsStatement(choice, NOW, sort, 2, after));
            expect(page).toEqual(gathered.map(({ gathered: _, ...row }) => row));
            walked.push(...page.slice(0, 2));
            const last = page[1];
            after = page.length > 2 && last ? { key: last.key, uuid: last.uuid } : null;
          } while (after !== null);
          const [counted] = await run(countUpToStatement(choice, NOW, 1_000));
          expect({ count: walked.length }).toEqual(counted);
        }
      }
    }
  },
  60_000,
);

/** Countries, one of which nobody has, with a status and a type beside them. */
const countries = [
  { within: 90, nationality: 'IND' },
  { within: 90, nationality: 'IND', open: true },
  { within: 90, nationality: 'ARE', status: 2 },
  { within: 'this-month', nationality: 'ARE', documentType: KNOWN_DOCUMENTS[1] },
  { within: 'days', from: addDays(TODAY, -20), to: addDays(TODAY, 40), nationality: 'IND' },
  { within: 90, nationality: 'ZZZ' },
] satisfies (ExpiringParams & { nationality: string })[];

it('that are marked as done are left out, for their owner or for all, until the document changes', async () => {
  const me = '00000000-0000-4000-8000-00000000000a';
  const other = '00000000-0000-4000-8000-00000000000b';
  const owner = openDatabase(databases.ownerUrl, { max: 1, statementTimeout: 20_000 });
  const list = async (reader: string, more: Partial<ExpiringParams> = {}) =>
    (await run(expiringRowsStatement({ within: 90, open: true, reader, ...more }, NOW, 1_000, null))).map(
      ({ uuid, type, day }) => ({ uuid, type, day }),
    );
  try {
    for (const id of [me, other]) {
      await owner.pool.query(
        "INSERT INTO accounts (id, email, name, role) VALUES ($1::uuid, $1::text || '@desk.example', 'Jo', 'compliance')",
        [id],
      );
    }
    const all = await list(me);
    const [mine, forAll, changed] = all;
    if (!mine || !forAll || !changed) throw new Error('too few');
    const mark = (document: typeof mine, by: string, isForAll: boolean, day: string) =>
      owner.pool.query(
        'INSERT INTO expiring_marks (customer, document_type, account_id, for_all, last_day) VALUES ($1, $2, $3, $4, $5)',
        [document.uuid, document.type, by, isForAll, day],
      );
    await mark(mine, me, false, mine.day);
    await mark(forAll, other, true, forAll.day);
    // The document had another day when somebody marked it.
    await mark(changed, me, true, '2020-01-01');
    expect(await list(me)).toEqual(all.slice(2));
    expect(await list(other)).toEqual(all.filter((one) => one !== forAll));
    expect(await list(me, { open: undefined })).toEqual(all);
    const [place] = await run(expiringPlaceStatement({ within: 90, open: true, reader: me }, NOW, mine.uuid));
    expect(place?.type === mine.type && place?.uuid === mine.uuid).toBe(false);
  } finally {
    await owner.pool.query('DELETE FROM expiring_marks');
    await owner.close();
  }
});

it('of a nationality as long as the index holds are not those of one that begins with it', async () => {
  const long = 'x'.repeat(60);
  const [someone] = people;
  if (someone === undefined) throw new Error('nobody');
  const documents = [{ type: 'passport' as const, dateOfExpiry: addDays(TODAY, 5), idMatch: null }];
  const keys = deriveKeys('a key of these tests, 32 bytes or more');
  const rows = [long, `${long}y`].map((nationality, place) =>
    entryOfRow(keys, { ...someone, uuid: `long-${place}`, nationality, documents, expiredDocuments: [] }),
  );
  await writeSeen(pool, rows, NOW, false);
  for (const [place, nationality] of [long, `${long}y`].entries()) {
    const found = await run(expiringRowsStatement({ within: 30, nationality }, NOW, 10, null));
    expect(uuids(found as { uuid: string }[])).toEqual([`long-${place}`]);
  }
});
