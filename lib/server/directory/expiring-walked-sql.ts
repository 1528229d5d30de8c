import 'server-only';
import type { KnownDocument } from '../../kyc/document-types';
import { DIRECTORY_ORDERS } from '../db/public';
import { TABLE, typed } from './columns';
import type { Place } from './cursor';
import { directionOf, type GatheredSort, toPlace } from './expiring-gathered-sql';
import { type Choice, nameOf, PERSON, personSql, typesOf, windowSql } from './expiring-sql';
import { lastDayOf } from './expiry-sql';
import { unmarkedSql } from './marks-sql';
import { join, raw, type Sql, type Statement, sql, statement, value } from './sql';

/**
 * Many expiring documents of a country in another order than that of their last days: the country's customers are walked in
 * that order, because gathering and sorting all documents reads each one's row.
 */

/** So many customers are walked for each type. A type that doesn't fill the page by then is gathered. */
const WALKED = 5_000;

export type WalkedChoice = Choice & { nationality: string };

/** Whether a choice can be walked: documents of one country, with a last day each. */
export function isWalkable(choice: Choice): choice is WalkedChoice {
  const { within, nationality } = choice;
  return within !== 'expired' && nationality !== undefined && nationality !== 'none' && nationality !== 'unreadable';
}

/**
 * The page of `gatheredRowsStatement`, and the same keys for cursors. Documents of one type stand in the order of their
 * customers, so that the first ones of each type hold the page.
 *
 * @param types the types with many documents: those of the others are gathered
 */
export function walkedRowsStatement(
  choice: WalkedChoice,
  now: Date,
  sort: GatheredSort,
  limit: number,
  after: Place | null,
  { types, depth = WALKED }: { types: readonly KnownDocument[]; depth?: number },
): Statement {
  const { way } = directionOf(choice);
  const most = value(limit + 1, 'integer');
  const order = raw(DIRECTORY_ORDERS[sort].expression);
  const indexed = raw(DIRECTORY_ORDERS.nationality.expression);
  const ofCountry = sql`${indexed} = left(${typed('nationality', choice.nationality)}, 60)`;
  const parts = typesOf(choice).map((type, index) => {
    const [walked, gathered] = [raw(`walked_${index}`), raw(`gathered_${index}`)];
    const expiry = lastDayOf(type);
    const fits = sql`${windowSql(choice, now, [type])} ${personSql(choice)} ${unmarkedSql(choice, nameOf(type), expiry)}`;
    const place = placeOf(choice, sort, type, after);
    const columns = sql`uuid, ${order} AS sorted, ${expiry} AS day`;
    const shown = sql`uuid, sorted, day, ${nameOf(type)} AS type`;
    const all = sql`SELECT ${columns} FROM ${TABLE} WHERE ${fits} AND ${place}`;
    if (!types.includes(type)) {
      return { read: sql`${gathered} AS MATERIALIZED (${all})`, found: sql`SELECT ${shown} FROM ${gathered}` };
    }
    const isFull = sql`(SELECT count(*) FROM ${walked}) >= ${most}`;
    return {
      read: sql`${walked} AS MATERIALIZED (SELECT uuid, sorted, day
          FROM (SELECT ${columns}, (${fits}) AS fits FROM ${TABLE} WHERE ${ofCountry} AND ${place}
            ORDER BY ${order} ${way}, uuid ${way} LIMIT ${depth}) AS customers
          WHERE fits LIMIT ${most}),
        ${gathered} AS MATERIALIZED (${all} LIMIT CASE WHEN ${isFull} THEN 0 END)`,
      found: sql`SELECT ${shown} FROM ${walked} WHERE ${isFull} UNION ALL SELECT ${shown} FROM ${gathered}`,
    };
  });
  return statement(sql`WITH ${join(
    parts.map(({ read }) => read),
    ', ',
  )}
    SELECT page.uuid, page.type, page.day::text AS day, NULL::text AS disputed,
      jsonb_build_array(page.sorted, page.type)::text AS key, ${PERSON}
    FROM (SELECT * FROM (${join(
      parts.map(({ found }) => found),
      ' UNION ALL ',
    )}) AS found
      ORDER BY sorted ${way}, type ${way}, uuid ${way} LIMIT ${most}) AS page
    JOIN ${TABLE} AS person ON person.uuid = page.uuid
    ORDER BY page.sorted ${way}, page.type ${way}, page.uuid ${way}`);
}

/** Customers whose document of this type stands behind a place. */
function placeOf(choice: Choice, sort: GatheredSort, type: KnownDocument, after: Place | null): Sql {
  if (after === null) return raw('true');
  const { beyond } = directionOf(choice);
  const { expression, type: sortedAs } = DIRECTORY_ORDERS[sort];
  const from = toPlace(after);
  const sorted = value(from.sorted, sortedAs);
  if (type === from.type) return sql`(${raw(expression)}, uuid) ${beyond} (${sorted}, ${value(after.uuid, 'text')})`;
  const isBehind = choice.order === 'desc' ? type < from.type : type > from.type;
  return sql`${raw(expression)} ${beyond}${raw(isBehind ? '=' : '')} ${sorted}`;
}
