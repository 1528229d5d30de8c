import pg from 'pg';
import { openDatabase } from '@/lib/server/db/client';
import { countsSchema, countsStatement } from '@/lib/server/directory/counts-sql';
import type { DirectoryKeys } from '@/lib/server/directory/keys';
import { findMatches } from '@/lib/server/directory/matches';
import { parseFound } from '@/lib/server/directory/rows';
import { searchStatement, similarStatement } from '@/lib/server/directory/search-sql';
import { parseTerms } from '@/lib/server/directory/terms';
import { KINDS } from '../search/kinds.ts';
import type { Person } from './people.ts';

const SETTINGS = '-c enable_seqscan=off -c jit=off -c statement_timeout=30000';
const ROUNDS = 40;

/** Prints p50 and p95 of each kind beside the same SQL through bare pg, taken in turns; then counts, and sizes. */
export async function benchSearch(
  url: string,
  ownerUrl: string,
  keys: DirectoryKeys,
  people: readonly Person[],
): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query('VACUUM ANALYZE directory_customers');
  const desk = openDatabase(url, { max: 1, statementTimeout: 30_000, settings: SETTINGS });
  const bare = new pg.Client({ connectionString: url, options: SETTINGS });
  await bare.connect();
  console.log(`\n${'search'.padEnd(28)} p50 ms   p95 ms   bare p95   ratio`);
  for (const [kind, textOf] of Object.entries(KINDS)) {
    const [mine, theirs]: [number[], number[]] = [[], []];
    const texts = people.flatMap((person) => textOf(person) ?? []).slice(0, ROUNDS);
    for (const [round, text] of texts.entries()) {
      const query = () => ({
        terms: parseTerms(text),
        filters: {},
        sort: { by: 'relevance' } as const,
        now: new Date(),
      });
      const statement = searchStatement(keys, query(), 50, null);
      await bare.query(statement);
      const bareTurn = async () => {
        theirs.push(await timed(() => bare.query(statement)));
      };
      if (round % 2 === 0) await bareTurn();
      mine.push(
        await timed(async () => {
          const asked = query();
          const { rows } = await desk.pool.query(searchStatement(keys, asked, 50, null));
          for (const row of parseFound(rows)) findMatches({ ...row, phoneNumber: row.phone }, asked.terms?.terms ?? []);
        }),
      );
      if (round % 2 === 1) await bareTurn();
    }
    print(kind, mine, theirs);
  }
  await benchSounds(desk.pool, keys, people);
  console.log(`\n${'counts'.padEnd(28)} p50 ms   p95 ms   bare p95   ratio`);
  for (const [kind, filters, text] of [
    ['of everybody', {}, ''],
    ['of a filter', { nationality: ['IND'], expired: true as const }, ''],
    ['of a text', {}, people[0]?.surname ?? ''],
  ] as const) {
    const [mine, theirs]: [number[], number[]] = [[], []];
    const asked = {
      terms: text === '' ? null : parseTerms(text),
      filters: copy(filters),
      sort: { by: 'relevance' } as const,
      now: new Date(),
    };
    for (let round = 0; round < 20; round += 1) {
      const statement = countsStatement(keys, asked);
      theirs.push(await timed(() => bare.query(statement)));
      mine.push(
        await timed(async () => {
          for (const row of (await desk.pool.query(countsStatement(keys, asked))).rows) countsSchema.parse(row);
        }),
      );
    }
    print(kind, mine, theirs);
  }
  const { rows: sizes } = await owner.query<{ name: string; size: string }>(
    `SELECT relname AS name, pg_size_pretty(pg_table_size(oid)) AS size FROM pg_class
    WHERE relname LIKE 'directory%' AND relkind IN ('r', 'i') AND pg_table_size(oid) > 1000000 ORDER BY pg_table_size(oid) DESC`,
  );
  const { rows: all } = await owner.query<{ size: string }>(
    'SELECT pg_size_pretty(pg_database_size(current_database())) AS size',
  );
  console.log(`\nthe database: ${all[0]?.size}; ${sizes.map(({ name, size }) => `${name} ${size}`).join(', ')}`);
  await Promise.all([bare.end(), desk.close(), owner.end()]);
}

/** Names as people say them; a misspelt name has another vowel in each word. */
const SAID: Record<string, (person: Person) => string> = {
  'name and surname': ({ name, surname }) => `${name} ${surname}`,
  'misspelt name': ({ name, surname }) => `${name} ${surname}`.replace(/(?<=\p{L})[aeiou](?=\p{L})/gu, 'e'),
};

/**
 * What the second reading of names costs a search. Without the second reading, a text that nothing matches as written
 * takes a second statement, which looks for similar names; with it, that statement runs only where no name sounds alike.
 */
async function benchSounds(pool: pg.Pool, keys: DirectoryKeys, people: readonly Person[]): Promise<void> {
  console.log(`\n${'sounds'.padEnd(28)} p50 ms   p95 ms   without    ratio`);
  for (const [kind, textOf] of Object.entries(SAID)) {
    const [heard, written]: [number[], number[]] = [[], []];
    const texts = people.filter(({ name, surname }) => /^[a-z -]+$/i.test(name + surname)).map(textOf);
    for (const text of texts.slice(0, ROUNDS)) {
      const read = parseTerms(text);
      const search = async (terms: typeof read) => {
        const query = { terms, filters: {}, sort: { by: 'relevance' } as const, now: new Date(), timeZone: 'UTC' };
        const { rowCount } = await pool.query(searchStatement(keys, query, 50, null));
        if (rowCount === 0) await pool.query(similarStatement(query, 20));
      };
      const unheard = read && { ...read, sounds: [] };
      await search(read);
      await search(unheard);
      heard.push(await timed(() => search(read)));
      written.push(await timed(() => search(unheard)));
    }
    print(kind, heard, written);
  }
}

function copy(filters: { readonly nationality?: readonly string[]; readonly expired?: true }) {
  const { nationality, expired } = filters;
  return { ...(nationality && { nationality: [...nationality] }), ...(expired && { expired }) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function print(kind: string, mine: number[], theirs: number[]): void {
  const at = (some: number[], share: number) =>
    [...some].sort((a, b) => a - b)[Math.floor((some.length - 1) * share)] ?? 0;
  const cell = (ms: number, width: number) => ms.toFixed(1).padStart(width);
  const [p95, bare95] = [at(mine, 0.95), at(theirs, 0.95)];
  console.log(
    `${kind.padEnd(28)}${cell(at(mine, 0.5), 7)}${cell(p95, 9)}${cell(bare95, 11)}${(p95 / bare95).toFixed(2).padStart(8)}`,
  );
}
