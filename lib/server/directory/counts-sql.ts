import 'server-only';
import * as z from 'zod';
import { FACETS, type SearchFilters } from '../../contracts/search';
import { DOCUMENTS, KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { DIRECTORY_ORDERS } from '../db/public';
import { column, TABLE } from './columns';
import { areSome, type Common, someMatches } from './common-texts';
import { ABSENT, expiredSql, expiresWithinSql, presentSql, SEVERAL } from './expiry-sql';
import { conditionsOf, daySql, documentTypes, type FilterGroup, typesAsked } from './filters';
import type { DirectoryKeys } from './keys';
import { matchSql } from './match-sql';
import type { Query } from './query';
import { join, NOTHING, raw, type Sql, type Statement, sql, statement } from './sql';
import { TALLIES } from './tallies-sql';
import { ANY_UNREADABLE, UNREADABLE_CHOICES } from './unreadable';

/** Of a text that matches more customers than this, so many are counted. */
const COUNTED_AT_MOST = 20_000;
/** Of a text that one of eight customers matches, fewer: listing 200,000 matches takes 0.2 s. */
const COMMON: Common = { oneOf: 8, most: COUNTED_AT_MOST, among: 50_000, enough: 5_000 };
/** The same for the days of an update without a text. */
const COUNTED_OF_DAYS = 50_000;

/** What is counted: the rows of the directory, or the tallies, each of which stands for several customers. */
interface Counted {
  table: Sql;
  isTally: boolean;
}
const EACH: Counted = { table: TABLE, isTally: false };
export const TALLIED: Counted = { table: TALLIES, isTally: true };

/** The columns whose values are counted, each with the filter that narrows it. */
const GROUPED = {
  status: 'status',
  nationality: 'nationality',
  gender: 'gender',
} as const satisfies Record<string, FilterGroup>;
type Grouped = keyof typeof GROUPED;
const GROUPS = Object.keys(GROUPED) as Grouped[] as readonly Grouped[];

export const countsSchema = z.object({
  facet: z.enum(['all', ...GROUPS]),
  value: z.string().nullable(),
  count: z.number(),
  expired: z.number(),
  within30: z.number(),
  within60: z.number(),
  within90: z.number(),
  severalDocuments: z.number(),
  faceFailed: z.number(),
  documentTypes: z.record(z.enum([...KNOWN_DOCUMENTS, 'none']), z.number()),
  capped: z.boolean(),
});
export type CountRow = z.infer<typeof countsSchema>;

/** A document type and an expiry filter mean one document. */
const ABOUT_DOCUMENTS: readonly FilterGroup[] = ['documentType', 'expired', 'expiresWithin'];

/**
 * All counts in one pass over the table. The count beside a value ignores the value's own filter. So a row counts when
 * all filters match it, or all but that one: `missed` is the number of filters that don't.
 *
 * The count beside a document type asks the expiry filters of that very type, and the count beside an expiry filter makes
 * the document filter accept types that Sentinel only lists. So these go by `elsewhere`: the number of filters about
 * anything but documents that don't match.
 *
 * @param from the directory, or the tallies where they can tell (`areTallied`)
 * @param reads `expiring`: only customers with a document that expires within the days of that filter, by the indexes of
 *   days. All figures but those of 30, 60 and 90 days are about them
 */
export function countsStatement(
  keys: DirectoryKeys,
  query: Query,
  from: Counted = EACH,
  reads: 'all' | 'expiring' = 'all',
): Statement {
  const rowsWith = (condition: Sql) => numberOfRows(from, condition);
  const { terms, filters, now } = query;
  const conditions = conditionsOf(query);
  const updated = conditions.get('updated');
  const soon = reads === 'expiring' && expiresWithinSql(daySql(now), daySql(now, filters.expiresWithin));
  const base = join([matchSql(keys, terms), ...(updated ? [updated] : []), ...(soon ? [soon] : [])], ' AND ');
  const active = FACETS.flatMap((facet) => {
    const condition = conditions.get(facet);
    return condition ? [{ facet, condition, fits: raw(`"fits_${facet}"`) }] : [];
  });
  const but = (facet: FilterGroup) => {
    const own = active.find((one) => one.facet === facet);
    return own ? sql`(missed = 0 OR (missed = 1 AND NOT ${own.fits}))` : sql`missed = 0`;
  };

  // Days are read by the index of the list's first order, one after the other.
  const order =
    terms === null && updated !== undefined
      ? sql`ORDER BY ${raw(DIRECTORY_ORDERS.updatedAt.expression)} DESC`
      : NOTHING;
  const most = terms !== null || updated === undefined ? null : COUNTED_OF_DAYS;
  const today = daySql(now);
  const asked = typesAsked(filters);
  const within = (days: number) => expiresWithinSql(today, daySql(now, days), asked);
  const types = typesSql(filters, now);
  const asksType = { name: raw('"is_asked_type"'), condition: documentTypes(filters.documentType ?? [], true) };
  const flags = [
    ...active.map(({ condition, fits }) => ({ condition, name: fits })),
    ...types,
    ...(filters.documentType === undefined ? [] : [asksType]),
  ];
  /** Rows that the filters would match if this expiry filter were set, and the other one stayed as it is. */
  const expiring = (matches: Sql, other: FilterGroup) => {
    const beside = active.filter(({ facet }) => facet === other).map(({ fits }) => fits);
    const ofType = filters.documentType === undefined ? [] : [asksType.name];
    return rowsWith(join([sql`elsewhere = 0`, matches, ...ofType, ...beside], ' AND '));
  };
  const counted = sql`${join(GROUPS.map(column), ', ')}, ${column('faceFailed')}, ${from.isTally ? raw('customers') : 1} AS customers,
        ${SEVERAL} AS has_several, ${expiredSql(today, asked)} AS is_expired, ${within(30)} AS in_30, ${within(60)} AS in_60, ${within(90)} AS in_90
        ${join(
          flags.map(({ condition, name }) => sql`, coalesce(${condition}, false) AS ${name}`),
          ' ',
        )}`;
  const fitting =
    terms === null
      ? sql`fitting AS ${raw(most === null ? 'NOT MATERIALIZED' : 'MATERIALIZED')} (
          SELECT ${counted} FROM ${from.table} WHERE ${base} ${order} ${most === null ? NOTHING : sql`LIMIT ${most}`})`
      : someMatches('fitting', counted, base, COUNTED_AT_MOST, COMMON);
  const numberOf = (missed: typeof active) =>
    missed.length === 0
      ? 0
      : join(
          missed.map(({ fits }) => sql`(NOT ${fits})::integer`),
          ' + ',
        );
  const elsewhere = active.filter(({ facet }) => !ABOUT_DOCUMENTS.includes(facet));
  const perType = types.map(
    ({ value, name }) => sql`${raw(`'${value}'`)}, ${rowsWith(sql`elsewhere = 0 AND ${name}`)}`,
  );
  // All rows that were read, because a row that misses two filters counts for nothing, but took another row's place.
  const ofDays = most === null ? raw('false') : sql`(SELECT count(*) FROM fitting) >= ${most}`;
  const capped = terms === null ? ofDays : areSome('fitting', COUNTED_AT_MOST);
  const perGroup = (of: (group: Grouped) => Sql) =>
    join(
      GROUPS.map((group) => sql`WHEN grouping(${column(group)}) = 0 THEN ${of(group)}`),
      ' ',
    );
  return statement(sql`
    WITH ${fitting}
    SELECT CASE ${perGroup((group) => raw(`'${group}'`))} ELSE 'all' END AS facet,
      CASE ${perGroup((group) => sql`${column(group)}::text`)} END AS value,
      CASE ${perGroup((group) => rowsWith(but(GROUPED[group])))} ELSE ${rowsWith(sql`missed = 0`)} END AS count,
      ${expiring(sql`is_expired`, 'expiresWithin')} AS expired,
      ${expiring(sql`in_30`, 'expired')} AS within30,
      ${expiring(sql`in_60`, 'expired')} AS within60,
      ${expiring(sql`in_90`, 'expired')} AS within90,
      ${rowsWith(sql`has_several AND ${but('severalDocuments')}`)} AS "severalDocuments",
      ${rowsWith(sql`${column('faceFailed')} AND ${but('faceMatchFailed')}`)} AS "faceFailed",
      jsonb_build_object(${join(perType, ', ')}) AS "documentTypes",
      ${capped} AS capped
    FROM (SELECT *, ${numberOf(active)} AS missed, ${numberOf(elsewhere)} AS elsewhere FROM fitting) AS counted
    ${active.length === 0 ? NOTHING : raw('WHERE missed <= 1 OR elsewhere = 0')}
    GROUP BY GROUPING SETS (${join(
      GROUPS.map((group) => sql`(${column(group)})`),
      ', ',
    )}, ())`);
}

/** How many customers match the filters of each of these queries, which have no text: one pass for all of them. */
export function totalsStatement(queries: readonly Query[], from: Counted = EACH): Statement {
  const totals = queries.map((query, index) => {
    const conditions = [...conditionsOf(query).values()];
    const all = conditions.length === 0 ? raw('true') : join(conditions, ' AND ');
    return sql`${numberOfRows(from, all)} AS ${raw(`"${index}"`)}`;
  });
  return statement(sql`SELECT ${join(totals, ', ')} FROM ${from.table}`);
}

const CHOICES = Object.keys(UNREADABLE_CHOICES) as (keyof typeof UNREADABLE_CHOICES)[];
export const unreadableCountsSchema = z.record(z.enum(CHOICES), z.number());

/**
 * How many customers each choice "not readable" would match together with all other filters. A statement of its own,
 * over the few rows in which something could not be read: in the pass over all rows it would slow every count down.
 */
export function unreadableCountsStatement(keys: DirectoryKeys, query: Query, from: Counted = EACH): Statement {
  const conditions = [...conditionsOf(query)];
  const counts = CHOICES.map((choice) => {
    const others = conditions.filter(([name]) => name !== choice).map(([, condition]) => condition);
    return sql`${numberOfRows(from, join([UNREADABLE_CHOICES[choice], ...others], ' AND '))} AS ${raw(`"${choice}"`)}`;
  });
  return statement(
    sql`SELECT ${join(counts, ', ')} FROM ${from.table} WHERE ${ANY_UNREADABLE} AND ${matchSql(keys, query.terms)}`,
  );
}

/** For each document type, and for none: whether the customer has it, and the expiry filters match that very type. */
function typesSql({ expired, expiresWithin }: SearchFilters, now: Date) {
  const asksExpiry = expired === true || expiresWithin !== undefined;
  const known = KNOWN_DOCUMENTS.map((type) => {
    const conditions = [presentSql(DOCUMENTS[type].directory.bit, asksExpiry)];
    if (expired) conditions.push(expiredSql(daySql(now), [type]));
    if (expiresWithin !== undefined) {
      conditions.push(expiresWithinSql(daySql(now), daySql(now, expiresWithin), [type]));
    }
    return { value: type, name: raw(`"is_${type}"`), condition: join(conditions, ' AND ') };
  });
  // A customer without documents has none that expires.
  const none = asksExpiry ? raw('false') : ABSENT;
  return [...known, { value: 'none', name: raw('is_none'), condition: none }];
}

function numberOfRows({ isTally }: Counted, condition: Sql): Sql {
  if (!isTally) return sql`(count(*) FILTER (WHERE ${condition}))::integer`;
  return sql`coalesce(sum(customers) FILTER (WHERE ${condition}), 0)::integer`;
}
