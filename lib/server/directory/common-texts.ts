import 'server-only';
import { DIRECTORY_ORDERS } from '../db/public';
import { TABLE } from './columns';
import { raw, type Sql, sql } from './sql';

/**
 * Texts that many customers match, such as `971` or `com`. Where only some of the matches are looked at anyway, the
 * newest customers are: the text index would first list all matches, a quarter of a second for a million customers.
 */

/** The percentage of the table's pages that is looked at, and how many customers a sample needs to tell anything. */
const SAMPLED = '0.05';
const SAMPLED_FROM = 50;
/** A text that one of so many customers matches is common. */
const OFTEN = 5;

/** A table `sample` of one row: whether the condition is common. The same pages each time, so that a cursor stays true. */
export function sampleSql(match: Sql): Sql {
  return sql`sample AS MATERIALIZED (SELECT count(*) > ${SAMPLED_FROM}
      AND count(*) FILTER (WHERE ${match}) * ${OFTEN} > count(*) AS often
    FROM ${TABLE} TABLESAMPLE SYSTEM (${raw(SAMPLED)}) REPEATABLE (1))`;
}

/** So many matches at the most, after {@link sampleSql}: the newest where the condition is common, else any. */
export function someMatches(columns: Sql, match: Sql, most: number): Sql {
  const order = sql`ORDER BY ${raw(DIRECTORY_ORDERS.updatedAt.expression)} DESC, uuid DESC`;
  return sql`(SELECT ${columns} FROM ${TABLE} WHERE ${match}
      LIMIT CASE WHEN (SELECT often FROM sample) THEN 0 ELSE ${most} END)
    UNION ALL (SELECT ${columns} FROM (SELECT *, ${match} AS fits FROM ${TABLE} ${order} LIMIT ${2 * OFTEN * most}) AS newest
      WHERE fits LIMIT CASE WHEN (SELECT often FROM sample) THEN ${most} ELSE 0 END)`;
}
