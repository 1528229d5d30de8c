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

/** Which texts are common, and how many of their matches are looked at. */
export interface Common {
  /** A text is common when one of so many customers matches it. */
  oneOf: number;
  /** So many of the newest matches are taken at the most. */
  most: number;
  /** They are looked for among so many of the newest customers. */
  among: number;
  /** With fewer of them the index is asked after all: the matches are old. */
  enough: number;
}

/**
 * So many matches at the most, any of them; of a common text the newest. These are three tables, the last of which is
 * `name`. The sample is of the same pages each time, so that a cursor stays true.
 */
export function someMatches(name: 'written' | 'fitting', columns: Sql, match: Sql, most: number, common: Common): Sql {
  const order = sql`ORDER BY ${raw(DIRECTORY_ORDERS.updatedAt.expression)} DESC, uuid DESC`;
  return sql`sample AS MATERIALIZED (SELECT count(*) > ${SAMPLED_FROM}
      AND count(*) FILTER (WHERE ${match}) * ${common.oneOf} > count(*) AS often
    FROM ${TABLE} TABLESAMPLE SYSTEM (${raw(SAMPLED)}) REPEATABLE (1)),
    newest AS MATERIALIZED (SELECT ${columns}
      FROM (SELECT *, ${match} AS fits FROM ${TABLE} ${order} LIMIT ${common.among}) AS newest WHERE fits
      LIMIT CASE WHEN (SELECT often FROM sample) THEN ${common.most} ELSE 0 END),
    are_newest AS MATERIALIZED (SELECT count(*) >= ${common.enough} AS enough FROM newest),
    ${raw(name)} AS MATERIALIZED ((SELECT ${columns} FROM ${TABLE} WHERE ${match}
      LIMIT CASE WHEN (SELECT enough FROM are_newest) THEN 0 ELSE ${most} END)
      UNION ALL (SELECT * FROM newest LIMIT CASE WHEN (SELECT enough FROM are_newest) THEN ${common.most} ELSE 0 END))`;
}

/** Whether {@link someMatches} left matches out, or may have. */
export function areSome(name: 'written' | 'fitting', most: number): Sql {
  return sql`((SELECT enough FROM are_newest) OR (SELECT count(*) FROM ${raw(name)}) >= ${most})`;
}
