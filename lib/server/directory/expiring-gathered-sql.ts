import 'server-only';
import { type ExpiringSort, MOST_SORTED } from '../../contracts/expiring';
import { KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { DIRECTORY_ORDERS } from '../db/public';
import { TABLE } from './columns';
import type { Place } from './cursor';
import { type Choice, documentsSql, PERSON } from './expiring-sql';
import { lastDayOf } from './expiry-sql';
import { join, raw, type Sql, type Statement, sql, statement, value } from './sql';

/**
 * Expiring documents in another order than that of their last days. No index has both, so that the documents of the
 * choice are gathered and sorted. That is for choices of few enough documents: the caller counts first
 * (`countUpToStatement`).
 */

export type GatheredSort = Exclude<ExpiringSort, 'lastDay'>;

/** How many documents a choice holds, counted up to a limit: reads no more rows than that. */
export function countUpToStatement(choice: Choice, now: Date, most: number): Statement {
  return statement(sql`SELECT count(*)::integer AS count
    FROM (SELECT FROM (${documentsSql(choice, now)}) AS documents LIMIT ${most}) AS counted`);
}

/** The documents of a choice with the text or number that they are ordered by. */
function sortedSql(choice: Choice, now: Date, sort: GatheredSort): Sql {
  return documentsSql(choice, now, { sorted: raw(DIRECTORY_ORDERS[sort].expression) });
}

/**
 * A page of documents in this order, and one row more than `limit` where there is a next page. Each row tells in `gathered`
 * how many documents the choice holds, one more than {@link MOST_SORTED} at the most: then the page is not the right one.
 */
export function gatheredRowsStatement(
  choice: Choice,
  now: Date,
  sort: GatheredSort,
  limit: number,
  after: Place | null,
): Statement {
  const { way, beyond } = directionOf(choice);
  let place = raw('true');
  if (after !== null) {
    const { sorted, type } = toPlace(after);
    const { type: sortedAs } = DIRECTORY_ORDERS[sort];
    place = sql`(sorted, type, uuid) ${beyond}
      (${value(sorted, sortedAs)}, ${value(type, 'text')} COLLATE "C", ${value(after.uuid, 'text')})`;
  }
  return statement(sql`WITH found AS MATERIALIZED (
      SELECT * FROM (${sortedSql(choice, now, sort)}) AS documents LIMIT ${MOST_SORTED + 1})
    SELECT page.uuid, page.type, page.day::text AS day, ${disputedSql()} AS disputed,
      jsonb_build_array(page.sorted, page.type)::text AS key, ${PERSON},
      (SELECT count(*) FROM found)::integer AS gathered
    FROM (SELECT * FROM found WHERE ${place}
      ORDER BY sorted ${way}, type ${way}, uuid ${way} LIMIT ${value(limit + 1, 'integer')}) AS page
    JOIN ${TABLE} AS person ON person.uuid = page.uuid
    ORDER BY page.sorted ${way}, page.type ${way}, page.uuid ${way}`);
}

/** The customers before and after one customer, who stands at the first of their documents. */
export function gatheredNeighboursStatement(choice: Choice, now: Date, sort: GatheredSort, uuid: string): Statement {
  const { way } = directionOf(choice);
  return statement(sql`WITH ranked AS (
      SELECT uuid, row_number() OVER (ORDER BY sorted ${way}, type ${way}, uuid ${way}) AS place
      FROM (${sortedSql(choice, now, sort)}) AS found),
    people AS (SELECT uuid, min(place) AS place FROM ranked GROUP BY uuid),
    beside AS (SELECT uuid, lag(uuid) OVER (ORDER BY place) AS previous, lead(uuid) OVER (ORDER BY place) AS next
      FROM people)
    SELECT previous, next FROM beside WHERE uuid = ${value(uuid, 'text')}`);
}

export function directionOf({ order = 'asc' }: Choice) {
  return order === 'desc' ? { way: raw('DESC'), beyond: raw('<') } : { way: raw('ASC'), beyond: raw('>') };
}

/** The day of a document whose type Sentinel lists as expired although the day is to come. */
function disputedSql(): Sql {
  const days = KNOWN_DOCUMENTS.map((type) => sql`WHEN ${raw(`'${type}'`)} THEN person.${lastDayOf(type)}`);
  return sql`CASE WHEN page.day IS NULL THEN CASE page.type ${join(days, ' ')} END END::text`;
}

/** A document's place as a cursor holds it: JSON of what it is ordered by, and its type. */
export function toPlace({ key }: Place): { sorted: unknown; type: string } {
  const [sorted, type] = JSON.parse(key) as [unknown, string];
  return { sorted, type };
}
