import 'server-only';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import type { SearchSort } from '../../contracts/search';
import { openDatabase } from '../db/client';
import type { SentinelRow } from '../sentinel/customer';
import { entryOfRow } from './entry';
import { deriveKeys } from './keys';
import type { Query } from './query';
import { parseFound } from './rows';
import {
  alikeCountStatement,
  countStatement,
  exportStatement,
  neighboursStatement,
  searchStatement,
} from './search-sql';
import type { Statement } from './sql';
import { writeSeen } from './store';
import { parseTerms } from './terms';

/** Names that are written otherwise and sound like the text, in a real Postgres, behind those who match as written. */

const KEYS = deriveKeys('a key of these tests, 32 bytes or more');
const NOW = new Date('2026-11-23T23:30:00Z');
const NAMES = [
  ['Omar', 'Abdel Fattah'],
  ['عمر', 'عبد الفتاح'],
  ['Umar', 'Abdulfattah'],
  ['Amr', 'Abdel Fattah'],
  ['شمّا', 'حداد'],
  ['Mohamed', 'Al Nuaimi'],
  ['Muhammad', 'Noaimi'],
  ['محمد', 'النعيمي'],
  ['Jürgen', 'Müller'],
  ['Yasser', 'El-Sisi'],
  ['Sara', 'Al Mansoori'],
  ['مريم', 'عبد الله'],
] as const;
/** A common name: more customers than may match as written before those who sound alike are left out. */
const COMMON = 501;

const person = (name: string, surname: string, number: number): SentinelRow => ({
  ...{ uuid: `c-${number}`, status: 2, name, surname, nationality: number % 2 === 0 ? 'ARE' : 'IND', gender: null },
  ...{ email: `n${number}@example.com`, phoneNumber: `+9715${String(10_000_000 + number)}`, updatedAt: null },
  ...{ documents: [], expiredDocuments: [], documentNumbers: [] },
});

let databases: OwnDatabases;
let pool: pg.Pool;
let close: () => Promise<void>;
beforeAll(async () => {
  databases = await ownDatabases();
  const database = openDatabase(databases.url, { max: 2, statementTimeout: 20_000, settings: '-c enable_seqscan=off' });
  [pool, close] = [database.pool, database.close];
  const rows = NAMES.map(([name, surname], number) => person(name, surname, number));
  const common = Array.from({ length: COMMON }, (_, number) => person('Khalid', 'Rashid', 1_000 + number));
  const entries = [...rows, ...common, person('Khaled', 'Rashed', 999)].map((row) => entryOfRow(KEYS, row));
  await writeSeen(pool, entries, NOW, false);
}, 60_000);
afterAll(async () => {
  await close();
}, 60_000);

const run = async (statement: Statement) => (await pool.query(statement)).rows;
const query = (text: string, more: Partial<Query> = {}): Query => ({
  ...{ terms: parseTerms(text), filters: {}, sort: { by: 'relevance' }, now: NOW },
  ...more,
});
const found = async (asked: Query) =>
  parseFound(await run(searchStatement(KEYS, asked, 50, null))).map(
    ({ name, surname, alike }) => `${alike ? '~ ' : ''}${name} ${surname}`,
  );

it.each([
  ['omar abdel fattah', ['Omar Abdel Fattah', '~ Umar Abdulfattah', '~ عمر عبد الفتاح']],
  ['shamma haddad', ['~ شمّا حداد']],
  ['mohamed nuaimi', ['Mohamed Al Nuaimi', '~ Muhammad Noaimi', '~ محمد النعيمي']],
  ['محمد النعيمي', ['محمد النعيمي', '~ Mohamed Al Nuaimi', '~ Muhammad Noaimi']],
  ['mueller', ['~ Jürgen Müller']],
  ['elsisi', ['~ Yasser El-Sisi']],
  ['almansoori', ['~ Sara Al Mansoori']],
  ['عبدالله', ['~ مريم عبد الله']],
  ['yasser n9@example.com', ['Yasser El-Sisi']],
  ['yaser n9@example', ['~ Yasser El-Sisi']],
  ['yaser n8@example', []],
])('%s finds %j', async (text, names) => {
  const rows = await found(query(text));
  expect(rows.toSorted()).toEqual([...names].toSorted());
  // Those who match as written come first.
  expect(rows.map((row) => row.startsWith('~'))).toEqual(rows.map((row) => row.startsWith('~')).toSorted());
});

it('passes them by the filters, and counts, exports and lists none of them among the matches', async () => {
  const asked = query('omar abdel fattah', { filters: { nationality: ['ARE'] } });
  expect(await found(asked)).toEqual(['Omar Abdel Fattah', '~ Umar Abdulfattah']);
  const counting = alikeCountStatement(KEYS, asked);
  expect(counting && (await run(counting))).toEqual([{ count: 1 }]);
  expect(await run(countStatement(KEYS, asked))).toEqual([{ count: 1 }]);
  expect(await run(exportStatement(KEYS, asked, 10))).toHaveLength(1);
  expect(alikeCountStatement(KEYS, query('050 123 4567'))).toBeNull();
});

it.each<SearchSort>([{ by: 'relevance' }, { by: 'name', order: 'asc' }, { by: 'name', order: 'desc' }])(
  'are paged through behind the others by %j, and neighbours follow',
  async (sort) => {
    const asked = query('mohamed nuaimi', { sort });
    const whole: string[] = [];
    let after = null;
    do {
      const [row, more] = parseFound(await run(searchStatement(KEYS, asked, 1, after)));
      if (row) whole.push(row.uuid);
      after = row && more ? { key: row.sortKey, uuid: row.uuid, alike: row.alike } : null;
    } while (after !== null);
    expect(whole).toHaveLength(3);
    expect(whole[0]).toBe('c-5');
    expect(new Set(whole)).toEqual(new Set(['c-5', 'c-6', 'c-7']));
    for (const [place, uuid] of whole.entries()) {
      expect(await run(neighboursStatement(KEYS, asked, uuid))).toEqual([
        { previous: whole[place - 1] ?? null, next: whole[place + 1] ?? null },
      ]);
    }
  },
);

it('leaves them out behind more matches than a person pages through', async () => {
  const rows = parseFound(await run(searchStatement(KEYS, query('khalid rashid'), COMMON + 10, null)));
  expect(rows).toHaveLength(COMMON);
  expect(rows.some(({ alike }) => alike)).toBe(false);
  expect(await found(query('khaled rashed'))).toContain('~ Khalid Rashid');
});

it('reads the index of sounds', async () => {
  const { text, values } = searchStatement(KEYS, query('omar abdel fattah'), 50, null);
  const plan = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
  const lines = plan.rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(lines).toContain('directory_sounds');
  expect(lines).not.toContain('Seq Scan on directory_customers');
});
