import 'server-only';
import * as z from 'zod';
import { FACETS } from '../../contracts/search';
import { addDays, dayOf } from '../../writing/days';
import { conditionsOf, expiredSql, expiresWithinSql, type FilterGroup, Values } from './filters';
import type { DirectoryKeys } from './keys';
import { matchSql, type Query, type Statement } from './search-sql';

/** Of a text that fits more than this, so many are counted. */
export const COUNTED_AT_MOST = 20_000;

export const countsSchema = z.object({
  facet: z.enum(['all', 'status', 'nationality', 'gender', 'document_mask']),
  value: z.string().nullable(),
  count: z.number(),
  expired: z.number(),
  within30: z.number(),
  within60: z.number(),
  within90: z.number(),
  faceFailed: z.number(),
  capped: z.boolean(),
});
export type CountRow = z.infer<typeof countsSchema>;

const GROUPED = ['status', 'nationality', 'gender', 'document_mask'] as const;
const GROUP_OF = {
  status: 'status',
  nationality: 'nationality',
  gender: 'gender',
  document_mask: 'documentType',
} as const satisfies Record<(typeof GROUPED)[number], FilterGroup>;

/**
 * Everything in one pass. What is counted beside a value leaves its own filter out, so a row counts when all filters
 * fit, or all but that one: `missed` is how many don't.
 */
export function countsStatement(keys: DirectoryKeys, { terms, filters, now }: Query): Statement {
  const values = new Values();
  const conditions = conditionsOf(filters, now, values);
  const updated = conditions.get('updated');
  const base = [matchSql(keys, terms, values), ...(updated ? [updated] : [])].join(' AND ');
  const active = FACETS.filter((facet) => conditions.has(facet));
  const today = values.add(dayOf(now), 'date');
  const within = (days: number) => expiresWithinSql(today, values.add(addDays(dayOf(now), days), 'date'));
  const fits = active.map((facet) => `coalesce(${conditions.get(facet)}, false) AS "fits_${facet}"`);
  const missed = active.map((facet) => `(NOT "fits_${facet}")::integer`).join(' + ') || '0';
  const but = (facet: FilterGroup) =>
    active.some((one) => one === facet) ? `(missed = 0 OR (missed = 1 AND NOT "fits_${facet}"))` : 'missed = 0';
  const some = (condition: string) => `(count(*) FILTER (WHERE ${condition}))::integer`;

  const grouping = GROUPED.map((column) => `WHEN grouping(${column}) = 0 THEN '${column}'`).join(' ');
  const value = GROUPED.map((column) => `WHEN grouping(${column}) = 0 THEN ${column}::text`).join(' ');
  const count = GROUPED.map((column) => `WHEN grouping(${column}) = 0 THEN ${some(but(GROUP_OF[column]))}`).join(' ');
  const limit = terms === null ? '' : `LIMIT ${COUNTED_AT_MOST}`;
  // Over all that were looked at: whoever misses two filters counts for nothing, but took somebody else's place.
  const capped = terms === null ? 'false' : `(SELECT count(*) FROM fitting) >= ${COUNTED_AT_MOST}`;
  const text = `
    WITH fitting AS ${terms === null ? 'NOT MATERIALIZED' : 'MATERIALIZED'} (
      SELECT status, nationality, gender, document_mask, face_failed, ${expiredSql(today)} AS is_expired,
        ${within(30)} AS in_30, ${within(60)} AS in_60, ${within(90)} AS in_90
        ${fits.map((one) => `, ${one}`).join('')}
      FROM directory_customers WHERE ${base} ${limit}
    )
    SELECT CASE ${grouping} ELSE 'all' END AS facet, CASE ${value} END AS value,
      CASE ${count} ELSE ${some('missed = 0')} END AS count,
      ${some(`is_expired AND ${but('expired')}`)} AS expired,
      ${some(`in_30 AND ${but('expiresWithin')}`)} AS within30,
      ${some(`in_60 AND ${but('expiresWithin')}`)} AS within60,
      ${some(`in_90 AND ${but('expiresWithin')}`)} AS within90,
      ${some(`face_failed AND ${but('faceMatchFailed')}`)} AS "faceFailed",
      ${capped} AS capped
    FROM (SELECT *, ${missed} AS missed FROM fitting) AS counted
    ${active.length === 0 ? '' : 'WHERE missed <= 1'}
    GROUP BY GROUPING SETS ((status), (nationality), (gender), (document_mask), ())`;
  return { text, values: values.list };
}
