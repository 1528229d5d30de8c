import 'server-only';
import type { ExpiringParams } from '../../contracts/directory';
import { KNOWN_DOCUMENTS, type KnownDocument } from '../../kyc/document-types';
import { column, TABLE, typed } from './columns';
import type { Place } from './cursor';
import { expiredSql, expiresWithinSql, lastDayOf, OTHERS_LISTED } from './expiry-sql';
import { daySql } from './filters';
import { join, NOTHING, raw, type Sql, type Statement, sql, statement, value } from './sql';
import { notGivenSql, UNREADABLE_CHOICES } from './unreadable';

/** Expired documents are shown by week for so many weeks back. */
export const PAST_WEEKS = 26;

/** The key by which documents are ordered. */
const KEY = sql`coalesce(day::text, '') || ' ' || type`;

type Choice = Pick<ExpiringParams, 'within' | 'documentType' | 'nationality'>;

/**
 * The documents of a window, one row each: uuid, nationality, type, day. The day is unknown where only the vendor calls
 * the document expired: its own date is missing, or says otherwise (`disputed`).
 */
function documentsSql({ within, documentType, nationality }: Choice, now: Date): Sql {
  const today = daySql(now);
  const lives = nationality === undefined ? NOTHING : sql`AND ${nationalitySql(nationality)}`;
  const rowsOf = (type: KnownDocument) => {
    const expiry = lastDayOf(type);
    const isExpired = within === 'expired';
    const window = isExpired ? expiredSql(today, [type]) : expiresWithinSql(today, daySql(now, within), [type]);
    const day = isExpired ? sql`CASE WHEN ${expiry} < ${today} THEN ${expiry} END` : expiry;
    const disputed = isExpired ? sql`CASE WHEN ${expiry} >= ${today} THEN ${expiry} END` : sql`NULL::date`;
    return sql`SELECT uuid, ${NATIONALITY} AS nationality, ${raw(`'${type}'`)} AS type, ${day} AS day,
      ${disputed} AS disputed FROM ${TABLE} WHERE ${window} ${lives}`;
  };
  const types = KNOWN_DOCUMENTS.filter((type) => documentType === undefined || type === documentType);
  const rows = types.map(rowsOf);
  // Names that are no type of ours have no date, so they can only be listed as expired.
  if (within === 'expired' && documentType === undefined) rows.push(sql`${OTHERS} ${lives}`);
  return join(rows, ' UNION ALL ');
}

/** The nationality as it is counted and chosen. */
const NATIONALITY = sql`CASE WHEN ${UNREADABLE_CHOICES.nationality} THEN 'unreadable' ELSE ${column('nationality')} END`;

/** The names in `expiredIds` that are no type of ours, as long as a sort key may be. */
const OTHERS = sql`SELECT uuid, ${NATIONALITY} AS nationality, left(listed, 60) AS type, NULL::date AS day,
    NULL::date AS disputed
  FROM ${TABLE}, unnest(${column('expiredDocuments')}) AS listed
  WHERE ${OTHERS_LISTED} AND listed <> ALL(${value(KNOWN_DOCUMENTS, 'text[]')})`;

function nationalitySql(nationality: string): Sql {
  if (nationality === 'none') return notGivenSql('nationality');
  if (nationality === 'unreadable') return UNREADABLE_CHOICES.nationality;
  return sql`${column('nationality')} = ${typed('nationality', nationality)}`;
}

/** Ascending or descending, and the operator for rows further on. Of expired documents the latest comes first. */
function directionOf({ within }: Choice, forward: boolean): { way: Sql; beyond: Sql } {
  const descending = (within === 'expired') === forward;
  return descending ? { way: raw('DESC'), beyond: raw('<') } : { way: raw('ASC'), beyond: raw('>') };
}

/** A page of documents, and one row more than `limit` where there is a next page. Undated ones come last. */
export function expiringRowsStatement(
  params: ExpiringParams,
  now: Date,
  limit: number,
  after: Place | null,
): Statement {
  const { way, beyond } = directionOf(params, true);
  const place = after && sql`(${value(after.key, 'text')}, ${value(after.uuid, 'text')})`;
  const order = sql`ORDER BY key ${way}, page.uuid ${way}`;
  return statement(sql`SELECT page.uuid, type, day::text AS day, disputed::text AS disputed, key,
      person.name, person.surname, person.nationality, person.documents, person.unreadable
    FROM (SELECT * FROM (
        SELECT *, ${KEY} AS key FROM (${documentsSql(params, now)}) AS documents
      ) AS page ${place === null ? NOTHING : sql`WHERE (key, uuid) ${beyond} ${place}`}
      ${order} LIMIT ${value(limit + 1, 'integer')}) AS page
    JOIN ${TABLE} AS person ON person.uuid = page.uuid ${order}`);
}

/**
 * The customers before and after one customer, in the same order; no row when the customer has no document in this
 * choice. A customer with two documents stands at the first of them, and so appears once.
 */
export function expiringNeighboursStatement(params: ExpiringParams, now: Date, uuid: string): Statement {
  const beside = (forward: boolean) => {
    const { way, beyond } = directionOf(params, forward);
    return sql`(SELECT uuid FROM people WHERE (key, uuid) ${beyond} (here.key, here.uuid)
      ORDER BY key ${way}, uuid ${way} LIMIT 1)`;
  };
  const first = raw(params.within === 'expired' ? 'max' : 'min');
  return statement(sql`WITH people AS MATERIALIZED (
      SELECT uuid, ${first}(${KEY}) AS key FROM (${documentsSql(params, now)}) AS documents GROUP BY uuid
    ) SELECT ${beside(false)} AS previous, ${beside(true)} AS next
    FROM (SELECT * FROM people WHERE uuid = ${value(uuid, 'text')}) AS here`);
}

/** How many documents expire in each window, whichever is shown, and of how many customers that cannot be told. */
export function expiringTotalsStatement(params: ExpiringParams, now: Date): Statement {
  const within = (window: ExpiringParams['within']) =>
    sql`(SELECT count(*)::integer FROM (${documentsSql({ ...params, within: window }, now)}) AS documents)`;
  const { nationality } = params;
  const lives = nationality === undefined ? NOTHING : sql`AND ${nationalitySql(nationality)}`;
  const odd = sql`SELECT count(*)::integer FROM ${TABLE} WHERE ${UNREADABLE_CHOICES.expiryUnreadable} ${lives}`;
  return statement(sql`SELECT ${within('expired')} AS expired, ${within(30)} AS "30", ${within(60)} AS "60",
    ${within(90)} AS "90", (${odd}) AS unreadable`);
}

/** Of the chosen window: by type (under the nationality's filter), by nationality (under the type's), and by week. */
export function expiringGroupsStatement(params: ExpiringParams, now: Date): Statement {
  const { within, documentType, nationality } = params;
  const of = (only: Omit<ExpiringParams, 'within'>) => documentsSql({ within, ...only }, now);
  return statement(sql`
    SELECT 'type' AS kind, type AS value, count(*)::integer AS count FROM (${of({ nationality })}) AS documents GROUP BY type
    UNION ALL SELECT 'nationality', nationality, count(*)::integer FROM (${of({ documentType })}) AS documents
      GROUP BY nationality
    UNION ALL SELECT 'week', date_trunc('week', day)::date::text, count(*)::integer
      FROM (${of({ documentType, nationality })}) AS documents GROUP BY date_trunc('week', day)`);
}
