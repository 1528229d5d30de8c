import 'server-only';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { EXPIRY_WINDOWS, type ExpiringParams } from '../../contracts/directory';
import type { SearchFilters } from '../../contracts/search';
import { DOCUMENTS, KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { directoryExpiringTallies, directoryTallies } from '../db/public';
import { TABLE } from './columns';
import { documentsSql, PAST_WEEKS, unreadableSql } from './expiring-sql';
import { conditionsOf, daySql } from './filters';
import type { Query } from './query';
import { join, raw, type Sql, type Statement, sql, statement, value } from './sql';

/**
 * The tallies: customers and expiring documents, counted by everything that filters ask. They are counted anew from time
 * to time (`tallies.ts`), and answer in milliseconds where counting all customers takes a second.
 *
 * The statements of counts read the tallies as they read the directory: a tally has the same columns, and stands for
 * `customers` rows. Its last days are exact as far as filters can tell: each window ends with the day that stands for it.
 */
export const TALLIES = raw(getTableName(directoryTallies));
const EXPIRING_TALLIES = raw(getTableName(directoryExpiringTallies));
const LONGEST_WINDOW = Math.max(...EXPIRY_WINDOWS);

/** Whether the tallies can tell: they know no names, no days of updates, and no windows but those of the page. */
export function areTallied({ updatedFrom, updatedTo, expiresWithin }: SearchFilters): boolean {
  const isWindow = expiresWithin === undefined || EXPIRY_WINDOWS.some((days) => days === expiresWithin);
  return updatedFrom === undefined && updatedTo === undefined && isWindow;
}

const isLastDay = (name: string) => KNOWN_DOCUMENTS.some((type) => DOCUMENTS[type].directory.expiry === name);
const DIMENSIONS = Object.values(getTableColumns(directoryTallies))
  .map(({ name }) => name)
  .filter((name) => name !== directoryTallies.customers.name);

/** How many customers filters match, from the tallies. */
export function talliedMatchesStatement(query: Query): Statement {
  const conditions = [...conditionsOf(query).values()];
  return statement(sql`SELECT coalesce(sum(customers), 0)::integer AS count FROM ${TALLIES}
    WHERE ${conditions.length === 0 ? raw('true') : join(conditions, ' AND ')}`);
}

/** Counts all customers anew. */
export function fillTalliesStatement(now: Date): Statement {
  const today = daySql(now);
  const windows = EXPIRY_WINDOWS.map((days) => daySql(now, days));
  const standing = (day: Sql) => sql`CASE WHEN ${day} < ${today} THEN ${today} - 1
    ${join(
      windows.map((end) => sql`WHEN ${day} <= ${end} THEN ${end}`),
      ' ',
    )} END`;
  const dimensions = DIMENSIONS.map((name) => (isLastDay(name) ? standing(raw(name)) : raw(name)));
  const places = join(
    DIMENSIONS.map((_, index) => raw(String(index + 1))),
    ', ',
  );
  return statement(sql`INSERT INTO ${TALLIES} (${raw(DIMENSIONS.join(', '))}, customers)
    SELECT ${join(dimensions, ', ')}, count(*) FROM ${TABLE} GROUP BY ${places}`);
}

/** Counts the documents of the Expiring page anew: expired ones by week, as far back as weeks are shown. */
export function fillExpiringTalliesStatement(now: Date): Statement {
  const soon = documentsSql({ within: LONGEST_WINDOW as ExpiringParams['within'] }, now);
  const week = sql`date_trunc('week', day)::date`;
  const firstWeek = sql`date_trunc('week', ${daySql(now)})::date - ${(PAST_WEEKS - 1) * 7}`;
  return statement(sql`INSERT INTO ${EXPIRING_TALLIES} (type, nationality, day, is_expired, documents)
    SELECT type, nationality, CASE WHEN ${week} >= ${firstWeek} THEN ${week} END, true, count(*)
      FROM (${documentsSql({ within: 'expired' }, now)}) AS documents GROUP BY 1, 2, 3
    UNION ALL SELECT type, nationality, day, false, count(*) FROM (${soon}) AS documents GROUP BY 1, 2, 3`);
}

/** The tallies of a choice on the Expiring page. */
function chosen({ within, documentType, nationality }: ExpiringParams, now: Date): Sql {
  const conditions =
    within === 'expired' ? [raw('is_expired')] : [sql`NOT is_expired AND day <= ${daySql(now, within)}`];
  if (documentType !== undefined) conditions.push(sql`type = ${value(documentType, 'text')}`);
  if (nationality === 'none') conditions.push(raw('nationality IS NULL'));
  else if (nationality !== undefined) conditions.push(sql`nationality = ${value(nationality, 'text')}`);
  return sql`FROM ${EXPIRING_TALLIES} WHERE ${join(conditions, ' AND ')}`;
}

const SUM = sql`coalesce(sum(documents), 0)::integer`;

/** The answer of `expiringTotalsStatement`, from the tallies. */
export function talliedTotalsStatement(params: ExpiringParams, now: Date): Statement {
  const of = (within: ExpiringParams['within']) => sql`(SELECT ${SUM} ${chosen({ ...params, within }, now)})`;
  return statement(sql`SELECT ${of('expired')} AS expired,
    ${join(
      EXPIRY_WINDOWS.map((days) => sql`${of(days)} AS ${raw(`"${days}"`)}`),
      ', ',
    )}, (${unreadableSql(params)}) AS unreadable`);
}

/** The answer of `expiringGroupsStatement`, from the tallies. */
export function talliedGroupsStatement(params: ExpiringParams, now: Date): Statement {
  const { within, documentType, nationality } = params;
  const of = (only: Omit<ExpiringParams, 'within'>) => chosen({ within, ...only }, now);
  return statement(sql`SELECT 'type' AS kind, type AS value, ${SUM} AS count ${of({ nationality })} GROUP BY type
    UNION ALL SELECT 'nationality', nationality, ${SUM} ${of({ documentType })} GROUP BY nationality
    UNION ALL SELECT 'week', date_trunc('week', day)::date::text, ${SUM} ${of({ documentType, nationality })}
      GROUP BY date_trunc('week', day)`);
}

/** The tallies that stand, emptied for new ones. */
export const CLEAR_TALLIES = [sql`DELETE FROM ${TALLIES}`, sql`DELETE FROM ${EXPIRING_TALLIES}`].map(statement);
