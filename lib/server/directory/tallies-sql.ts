import 'server-only';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { EXPIRY_WINDOWS, MOST_WINDOW_DAYS } from '../../contracts/expiring';
import type { SearchFilters } from '../../contracts/search';
import { DOCUMENTS, KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { type DaySpan, spanOf } from '../../kyc/expiry-windows';
import { addDays, dayOf, daysBetween, monthDays, startOfDay } from '../../writing/days';
import { directoryExpiringTallies, directoryTalliedWeeks, directoryTallies } from '../db/public';
import { TABLE } from './columns';
import { type CountedChoice, countedAs, groupsStatement, totalsOf, unreadableSql } from './expiring-counts-sql';
import { documentsSql } from './expiring-sql';
import { conditionsOf, daySql, dayValue } from './filters';
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
const TALLIED_WEEKS = raw(getTableName(directoryTalliedWeeks));
const LONGEST_WINDOW = 90 satisfies (typeof EXPIRY_WINDOWS)[number];

/** The tallies that answer. */
export interface Tallied {
  /** When they were counted. */
  at: Date;
  /** Whether they have whole weeks: those of the release before have fewer. */
  hasWeeks: boolean;
}

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

/**
 * Counts the documents of the Expiring page anew: by day from the first of the month to the end of the longest window, and
 * by week, under the week's Monday, for a year back and a year ahead of these. No Monday of a week is a day of these.
 */
export function fillExpiringTalliesStatement(now: Date): Statement {
  const week = sql`date_trunc('week', day)::date`;
  const { days, weeks } = talliedSpans(now);
  const soon = documentsSql({ within: LONGEST_WINDOW }, now);
  const later = documentsSql({ within: 'days', from: weeks.ahead, to: addDays(weeks.to, 6) }, now);
  return statement(sql`INSERT INTO ${EXPIRING_TALLIES} (type, nationality, status, day, is_expired, documents)
    SELECT type, nationality, status, CASE WHEN day >= ${dayValue(days.from)} THEN day
          WHEN ${week} >= ${dayValue(weeks.from)} THEN ${week} END, true, count(*)
      FROM (${documentsSql({ within: 'expired' }, now)}) AS documents GROUP BY 1, 2, 3, 4
    UNION ALL SELECT type, nationality, status, day, false, count(*) FROM (${soon}) AS documents GROUP BY 1, 2, 3, 4
    UNION ALL SELECT type, nationality, status, ${week}, false, count(*) FROM (${later}) AS documents
      GROUP BY 1, 2, 3, 4`);
}

/** Says that the tallies of this moment have whole weeks. */
export function talliedWeeksStatement(now: Date): Statement {
  return statement(sql`INSERT INTO ${TALLIED_WEEKS} (tallied_at) VALUES (${value(now.toISOString(), 'timestamptz')})
    ON CONFLICT (id) DO UPDATE SET tallied_at = excluded.tallied_at`);
}

/** Weeks are tallied so far back and ahead: as far as chosen days may reach from today. */
const WEEKS = Math.ceil(MOST_WINDOW_DAYS / 7);
/** Days that no tally tells are read from the table. With more of them than this, all days are. */
const MOST_UNTOLD = 31;

/** The days that are tallied each for itself, and the Mondays of the weeks that are tallied as a whole. */
function talliedSpans(now: Date) {
  const today = dayOf(now);
  const monday = mondayOf(today);
  const days = { from: monthDays(today, 0).from, to: addDays(today, LONGEST_WINDOW) };
  const weeks = {
    from: addDays(monday, -WEEKS * 7),
    /** The first week behind the days. */
    ahead: addDays(mondayOf(days.to), 7),
    to: addDays(monday, WEEKS * 7),
  };
  return { days, weeks };
}

function mondayOf(day: string): string {
  return addDays(day, -((new Date(startOfDay(day)).getUTCDay() + 6) % 7));
}

/** The tallies of a choice's window, as a condition, and the days of it that they do not tell. */
interface Told {
  condition: Sql;
  untold: DaySpan[];
}

/** What these tallies tell of a choice; `null` where they lack too many of its days. */
export function toldOf(choice: CountedChoice, { at, hasWeeks }: Tallied): Told | null {
  const span = spanOf(choice, dayOf(at));
  if (span === null) return { condition: raw('is_expired'), untold: [] };
  const { days, weeks } = talliedSpans(at);
  const conditions: Sql[] = [];
  const mondays: string[] = [];
  const untold: DaySpan[] = [];
  for (let day = span.from; day <= span.to; ) {
    if (day >= days.from && day <= days.to) {
      const to = earlier(span.to, days.to);
      conditions.push(sql`(day >= ${dayValue(day)} AND day <= ${dayValue(to)})`);
      day = addDays(to, 1);
      continue;
    }
    const monday = mondayOf(day);
    // The week before the first of the month is tallied up to that day.
    const sunday = addDays(monday, 6);
    const end = day < days.from ? earlier(sunday, addDays(days.from, -1)) : sunday;
    const isTallied = monday < days.from ? monday >= weeks.from : monday >= weeks.ahead && monday <= weeks.to;
    if (hasWeeks && day === monday && end <= span.to && isTallied) mondays.push(monday);
    else untold.push({ from: day, to: earlier(end, span.to) });
    day = addDays(end, 1);
  }
  const missing = untold.reduce((sum, { from, to }) => sum + daysBetween(from, to) + 1, 0);
  if (missing > MOST_UNTOLD) return null;
  if (mondays.length > 0) conditions.push(sql`day = ANY(${value(mondays, 'date[]')})`);
  return { condition: conditions.length === 0 ? raw('false') : sql`(${join(conditions, ' OR ')})`, untold };
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

const sumOf = (fits: Sql) => sql`coalesce(sum(documents) FILTER (WHERE ${fits}), 0)::integer`;

/** The answer of `expiringTotalsStatement`, from the tallies, in one pass. */
export function talliedTotalsStatement(params: CountedChoice, now: Date): Statement {
  // Each of these windows is told by days.
  const tallied = { at: now, hasWeeks: false };
  const totals = totalsOf((within) => sumOf(toldOf({ within }, tallied)?.condition ?? raw('false')));
  return statement(sql`SELECT ${totals}, (${unreadableSql(params)}) AS unreadable
    FROM ${EXPIRING_TALLIES} WHERE ${filtered(params)}`);
}

/** The answer of `expiringGroupsStatement`, from the tallies: of what they tell. */
export function talliedGroupsStatement(params: CountedChoice, { condition }: Told): Statement {
  const rows = sql`(SELECT type, nationality, status, day, documents FROM ${EXPIRING_TALLIES} WHERE ${condition}) AS told`;
  return groupsStatement(params, rows, sumOf);
}

/** How many documents a choice holds, from the tallies: of what they tell. */
export function talliedDocumentsStatement(params: CountedChoice, { condition }: Told): Statement {
  return statement(sql`SELECT ${sumOf(raw('true'))} AS count FROM ${EXPIRING_TALLIES}
    WHERE ${condition} AND ${filtered(params)}`);
}

/** The same for each type that the choice holds documents of. */
export function talliedByTypeStatement(params: CountedChoice, { condition }: Told): Statement {
  return statement(sql`SELECT type, sum(documents)::integer AS count FROM ${EXPIRING_TALLIES}
    WHERE ${condition} AND ${filtered(params)} GROUP BY type`);
}

function filtered({ documentType, nationality, status }: CountedChoice): Sql {
  const type = documentType === undefined ? raw('true') : sql`type = ${value(documentType, 'text')}`;
  return join([type, countedAs('nationality', nationality), countedAs('status', status)], ' AND ');
}

/** The tallies that stand, emptied for new ones. */
export const CLEAR_TALLIES = [sql`DELETE FROM ${TALLIES}`, sql`DELETE FROM ${EXPIRING_TALLIES}`].map(statement);
