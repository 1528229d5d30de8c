import 'server-only';
import * as z from 'zod';
import type { Facets } from '../../contracts/search';
import { KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { valueLabel } from '../../words/filters';
import { dayOf } from '../../writing/days';
import { env } from '../env';
import { tryPlace } from '../places';
import { singleton } from '../singleton';
import { labelStatus } from '../status-labels';
import {
  type CountRow,
  countsSchema,
  countsStatement,
  TALLIED,
  totalsStatement,
  unreadableCountsSchema,
  unreadableCountsStatement,
} from './counts-sql';
import { isCancelled, searchPool } from './database';
import { directoryKeys } from './keys';
import type { DirectoryQuery } from './query';
import { ALIKE_UP_TO, alikeCountStatement } from './search-sql';
import type { Statement } from './sql';
import { isSmall, talliedAt } from './tallies';
import { areTallied } from './tallies-sql';

/** A count without a text reads the whole table. Requests share its answer for so long, ms. */
const SHARED_FOR = 15_000;
/** So many counts run at once in a process. Further requests get no counts; their search works all the same. */
const AT_ONCE = 3;

export interface Counted {
  total: number;
  exact: boolean;
  facets: Facets | null;
  /** How many more customers have a name that sounds like the text; `null` when that was not counted. */
  alike: number | null;
  /** When the figures were counted, where they were kept rather than counted for this question. */
  asOf: string | null;
}

const UNCOUNTED: Counted = { total: 0, exact: false, facets: null, alike: null, asOf: null };

/**
 * How many customers a query matches, and how many each value of each filter would match together with all other
 * filters. `facets` is `null` when too many counts run already, or when Postgres ran out of time.
 */
export async function countMatches(query: DirectoryQuery): Promise<Counted> {
  return query.terms === null ? await shared(query) : await count(query);
}

async function shared(query: DirectoryQuery): Promise<Counted> {
  const kept = singleton('directory-counts', () => new Map<string, { until: number; counted: Promise<Counted> }>());
  // A new day changes what has expired.
  const about = JSON.stringify([query.subject, dayOf(query.now)]);
  for (const [key, { until }] of kept) if (until <= Date.now()) kept.delete(key);
  const known = kept.get(about);
  if (known !== undefined) return await known.counted;
  const counted = count(query);
  kept.set(about, { until: Date.now() + SHARED_FOR, counted });
  counted.then(({ facets }) => facets === null && kept.delete(about)).catch(() => kept.delete(about));
  return await counted;
}

async function count(query: DirectoryQuery): Promise<Counted> {
  const free = tryPlace('directory-counts', AT_ONCE);
  if (free === null) return UNCOUNTED;
  try {
    const at = query.terms === null ? await talliedAt(query.now) : null;
    const tallied = areTallied(query.filters) ? at : null;
    const from = tallied === null ? [] : ([TALLIED] as const);
    const asked = tallied === null ? query : { ...query, now: tallied };
    const [rows, unreadable] = await Promise.all([
      at !== null && areTallied({ ...query.filters, expiresWithin: undefined })
        ? countTallied(asked, at)
        : countRows(countsStatement(directoryKeys(), asked)),
      searchPool().query(unreadableCountsStatement(directoryKeys(), asked, ...from)),
    ]);
    const counted = toCounted(rows, unreadableCountsSchema.parse(unreadable.rows[0]));
    const alike = await countAlike(query, counted.total);
    return { ...counted, alike, asOf: tallied?.toISOString() ?? null };
  } catch (error) {
    // Postgres ended it after the pool's time: no counts, and a search that works.
    if (isCancelled(error)) return UNCOUNTED;
    throw error;
  } finally {
    free();
  }
}

async function countRows(statement: Statement): Promise<CountRow[]> {
  return z.array(countsSchema).parse((await searchPool().query(statement)).rows);
}

/** The tallies know the windows of 30, 60 and 90 days alone: of other days, the customers are read whose documents expire. */
async function countTallied(query: DirectoryQuery, at: Date): Promise<CountRow[]> {
  const keys = directoryKeys();
  if (areTallied(query.filters)) return await countRows(countsStatement(keys, query, TALLIED));
  const others = { ...query, now: at, filters: { ...query.filters, expiresWithin: undefined } };
  const [soon, all] = await Promise.all([
    countRows(countsStatement(keys, query, undefined, 'expiring')),
    countRows(countsStatement(keys, others, TALLIED)),
  ]);
  const windows = all.find(({ facet }) => facet === 'all');
  return soon.map((row) => {
    if (row.facet !== 'all' || windows === undefined) return row;
    const { within30, within60, within90 } = windows;
    return { ...row, within30, within60, within90 };
  });
}

/**
 * How many customers each of these queries matches: the totals of {@link countMatches}, without the figures beside
 * filters. What the tallies can tell, or one pass over a small directory, comes from one statement.
 *
 * @param queries without texts
 * @param isLate asked before each count that takes a statement of its own: `true` leaves the rest uncounted
 * @returns `null` for a query that was not counted, or whose count took too long
 */
export async function countTotals(
  queries: readonly DirectoryQuery[],
  isLate: () => boolean = () => false,
): Promise<(Pick<Counted, 'total' | 'exact'> | null)[]> {
  const [now = new Date()] = queries.map((query) => query.now);
  const tallied = await talliedAt(now);
  const isTold = tallied !== null ? areTallied : (await isSmall()) ? isWithoutDays : () => false;
  const together = queries.filter(({ filters }) => isTold(filters));
  const totals = await totalsOf(together, tallied);
  const answers: (Pick<Counted, 'total' | 'exact'> | null)[] = [];
  for (const query of queries) {
    const place = together.indexOf(query);
    const total = place < 0 ? undefined : totals?.[place];
    if (total !== undefined) answers.push({ total, exact: true });
    else if (place >= 0 || isLate()) answers.push(null);
    else answers.push(await totalOf(query));
  }
  return answers;
}

/** Days of updates are counted by their index, up to a limit. */
function isWithoutDays({ updatedFrom, updatedTo }: DirectoryQuery['filters']): boolean {
  return updatedFrom === undefined && updatedTo === undefined;
}

/** @param tallied when the tallies were counted that answer; `null`: the directory itself is counted */
async function totalsOf(queries: readonly DirectoryQuery[], tallied: Date | null): Promise<number[] | null> {
  if (queries.length === 0) return [];
  const statement =
    tallied === null
      ? totalsStatement(queries)
      : totalsStatement(
          queries.map((query) => ({ ...query, now: tallied })),
          TALLIED,
        );
  try {
    const { rows } = await searchPool().query(statement);
    const totals = z.record(z.string(), z.number()).parse(rows[0]);
    return queries.map((_, place) => totals[place] ?? 0);
  } catch (error) {
    if (isCancelled(error)) return null;
    throw error;
  }
}

async function totalOf(query: DirectoryQuery): Promise<Pick<Counted, 'total' | 'exact'> | null> {
  const { total, exact, facets } = await countMatches(query);
  return facets === null ? null : { total, exact };
}

async function countAlike(query: DirectoryQuery, written: number): Promise<number | null> {
  const counting = alikeCountStatement(directoryKeys(), query);
  if (counting === null) return 0;
  if (written > ALIKE_UP_TO) return null;
  const { rows } = await searchPool().query(counting);
  return z.array(z.object({ count: z.number() })).parse(rows)[0]?.count ?? 0;
}

function toCounted(
  rows: CountRow[],
  unreadable: z.infer<typeof unreadableCountsSchema>,
): Omit<Counted, 'alike' | 'asOf'> {
  const labels = env().SENTINEL_STATUS_LABELS;
  const all = rows.find(({ facet }) => facet === 'all');
  /** In the database both "not given" and "not readable" are no value. */
  const of = (facet: 'status' | 'nationality' | 'gender') => {
    const counted = rows.filter((row) => row.facet === facet);
    const given = counted.map(({ value, count: some }) => ({
      value,
      count: value === null ? Math.max(0, some - unreadable[facet]) : some,
    }));
    return [...given, { value: 'unreadable', count: unreadable[facet] }]
      .filter(({ count: some }) => some > 0)
      .sort((one, other) => other.count - one.count);
  };
  const types = [...KNOWN_DOCUMENTS, 'none' as const].map((type) => ({
    value: type === 'none' ? null : type,
    count: all?.documentTypes[type] ?? 0,
  }));
  return {
    total: all?.count ?? 0,
    exact: !(all?.capped ?? false),
    facets: {
      status: of('status').map(({ value, count: some }) => {
        const code = value === null || value === 'unreadable' ? value : Number(value);
        const label = typeof code === 'number' ? labelStatus(code, labels)?.label : undefined;
        return { value: code, label: label ?? valueLabel('status', code ?? 'none', null), count: some };
      }),
      nationality: of('nationality'),
      gender: of('gender'),
      documentType: types.filter(({ count: some }) => some > 0),
      severalDocuments: all?.severalDocuments ?? 0,
      expired: all?.expired ?? 0,
      expiresWithin: { 30: all?.within30 ?? 0, 60: all?.within60 ?? 0, 90: all?.within90 ?? 0 },
      faceMatchFailed: all?.faceFailed ?? 0,
      expiryUnreadable: unreadable.expiryUnreadable,
      faceMatchUnreadable: unreadable.faceMatchUnreadable,
    },
  };
}
