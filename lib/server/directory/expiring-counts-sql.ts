import 'server-only';
import { COUNTED_WINDOWS, type CountedWindow, type ExpiringParams } from '../../contracts/expiring';
import type { DaySpan } from '../../kyc/expiry-windows';
import { TABLE } from './columns';
import { documentsSql, personSql, totalsPartsSql } from './expiring-sql';
import { join, raw, type Sql, type Statement, sql, statement, value } from './sql';
import { UNREADABLE_CHOICES } from './unreadable';

/** Counts of the Expiring page, from the table. Large directories answer from tallies (`tallies-sql.ts`). */

/** Expired documents are shown by week for so many weeks back. */
export const PAST_WEEKS = 26;

/** What is counted of a choice: marks and the order change no number. */
export type CountedChoice = Pick<ExpiringParams, 'within' | 'from' | 'to' | 'documentType' | 'nationality' | 'status'>;

export function countedChoice(params: ExpiringParams): CountedChoice {
  const { within, from, to, documentType, nationality, status } = params;
  return { within, from, to, documentType, nationality, status };
}

/** One column per window, named as the window. */
export function totalsOf(count: (window: CountedWindow) => Sql): Sql {
  return join(
    COUNTED_WINDOWS.map((window) => sql`${count(window)} AS ${nameOf(window)}`),
    ', ',
  );
}

function nameOf(window: CountedWindow): Sql {
  return raw(`"${window}"`);
}

/**
 * How many documents expire in each window, whichever is shown, and of how many customers that cannot be told. The windows
 * overlap, and each type's documents are read once for all of them.
 */
export function expiringTotalsStatement(params: CountedChoice, now: Date): Statement {
  const { documentType, nationality, status } = params;
  const parts = totalsPartsSql(COUNTED_WINDOWS, { documentType, nationality, status }, now).map(
    ({ numberOf, from }) => sql`SELECT ${totalsOf(numberOf)} FROM ${from}`,
  );
  const totals = totalsOf((window) => sql`sum(${nameOf(window)})::integer`);
  return statement(sql`SELECT ${totals}, (${unreadableSql(params)}) AS unreadable
    FROM (${join(parts, ' UNION ALL ')}) AS counted`);
}

/** How many documents a choice holds. @param spans instead of the choice's window: these days */
export function documentsStatement(params: CountedChoice, now: Date, spans?: readonly DaySpan[]): Statement {
  return statement(sql`SELECT count(*)::integer AS count FROM (${documentsOf(params, now, spans)}) AS documents`);
}

function documentsOf(choice: CountedChoice, now: Date, spans?: readonly DaySpan[]): Sql {
  const choices = spans?.map((span): CountedChoice => ({ ...choice, within: 'days', ...span })) ?? [choice];
  return join(
    choices.map((one) => documentsSql(one, now)),
    ' UNION ALL ',
  );
}

/** Of how many customers an expiry cannot be read. */
export function unreadableSql(choice: Pick<CountedChoice, 'nationality' | 'status'>): Sql {
  return sql`SELECT count(*)::integer FROM ${TABLE}
    WHERE ${UNREADABLE_CHOICES.expiryUnreadable} ${personSql(choice)}`;
}

/**
 * Of the chosen window, in one pass: by type, nationality and status, each under the other filters, and by week.
 * @param spans instead of the choice's window: these days
 */
export function expiringGroupsStatement(params: CountedChoice, now: Date, spans?: readonly DaySpan[]): Statement {
  const { within, from, to } = params;
  return groupsStatement(
    params,
    sql`(${documentsOf({ within, from, to }, now, spans)}) AS documents`,
    (fits) => sql`(count(*) FILTER (WHERE ${fits}))::integer`,
  );
}

const KINDS = ['type', 'nationality', 'status', 'week'] as const;

/**
 * The groups of a choice among documents, or tallies of them, that its window holds.
 *
 * @param rows a table with the columns type, nationality, status and day
 * @param numberOf how many documents the rows with a condition stand for
 */
export function groupsStatement(
  { documentType, nationality, status }: CountedChoice,
  rows: Sql,
  numberOf: (fits: Sql) => Sql,
): Statement {
  const fits = {
    type: documentType === undefined ? raw('true') : sql`type = ${value(documentType, 'text')}`,
    nationality: countedAs('nationality', nationality),
    status: countedAs('status', status),
  };
  const perKind = (of: (kind: (typeof KINDS)[number]) => Sql) =>
    join(
      KINDS.map((kind) => sql`WHEN grouping(${raw(kind)}) = 0 THEN ${of(kind)}`),
      ' ',
    );
  const underOthers = (kind: (typeof KINDS)[number]) => {
    const others = Object.entries(fits).flatMap(([name, fit]) => (name === kind ? [] : [fit]));
    return numberOf(join(others, ' AND '));
  };
  return statement(sql`SELECT * FROM (
    SELECT CASE ${perKind((kind) => raw(`'${kind}'`))} END AS kind,
      CASE ${perKind((kind) => sql`${raw(kind)}::text`)} END AS value, CASE ${perKind(underOthers)} END AS count
    FROM (SELECT *, date_trunc('week', day)::date AS week FROM ${rows}) AS dated
    GROUP BY GROUPING SETS ((type), (nationality), (status), (week))) AS counted WHERE count > 0`);
}

/** A chosen nationality or status, compared with the column that documents are counted by. */
export function countedAs(name: 'nationality' | 'status', choice: string | number | undefined): Sql {
  if (choice === undefined) return raw('true');
  return choice === 'none' ? raw(`${name} IS NULL`) : sql`${raw(name)} = ${value(String(choice), 'text')}`;
}
