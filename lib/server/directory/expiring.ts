import 'server-only';
import { setImmediate as turn } from 'node:timers/promises';
import * as z from 'zod';
import {
  COUNTED_WINDOWS,
  type ExpiringParams,
  type ExpiringRow,
  type ExpiringSummary,
  MOST_SORTED,
} from '../../contracts/expiring';
import type { Neighbours } from '../../contracts/search';
import { KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { type DaySpan, spanOf } from '../../kyc/expiry-windows';
import { valueLabel } from '../../words/filters';
import { DAY_MS, dayOf, daysBetween, daysUntil, startOfDay } from '../../writing/days';
import { DeskError } from '../desk-error';
import { env } from '../env';
import { labelStatus } from '../status-labels';
import { shownSchema } from './columns';
import { type Place, readCursor, writeCursor } from './cursor';
import { isCancelled, searchPool } from './database';
import {
  type CountedChoice,
  countedChoice,
  documentsStatement,
  expiringGroupsStatement,
  expiringTotalsStatement,
  PAST_WEEKS,
} from './expiring-counts-sql';
import {
  countUpToStatement,
  type GatheredSort,
  gatheredNeighboursStatement,
  gatheredRowsStatement,
} from './expiring-gathered-sql';
import {
  type Choice,
  expiringNeighboursStatement,
  expiringPlaceStatement,
  expiringRowsStatement,
} from './expiring-sql';
import { isWalkable, type WalkedChoice, walkedRowsStatement } from './expiring-walked-sql';
import { directoryKeys } from './keys';
import { toNeighbours } from './neighbours';
import { talliedNow } from './tallies';
import {
  type Tallied,
  talliedByTypeStatement,
  talliedDocumentsStatement,
  talliedGroupsStatement,
  talliedTotalsStatement,
  toldOf,
} from './tallies-sql';

const PAGE = 50;
const PARSED_AT_ONCE = 500;
/** More than any directory holds: PostgreSQL's largest `integer`. */
const MOST_COUNTED = 2_147_483_647;

const totalsSchema = z.object({
  totals: z.record(z.enum(COUNTED_WINDOWS.map(String)), z.number()),
  unreadable: z.number(),
});
const groupSchema = z.object({
  kind: z.enum(['type', 'nationality', 'status', 'week']),
  value: z.string().nullable(),
  count: z.number(),
});
const documentSchema = shownSchema
  .pick({
    ...{ uuid: true, name: true, surname: true, nationality: true, documents: true, unreadable: true },
    ...{ status: true, email: true, phone: true },
  })
  .extend({ type: z.string(), day: z.string().nullable(), disputed: z.string().nullable(), key: z.string() });

const numberSchema = z.object({ count: z.number() });
const placeSchema = z.object({ uuid: z.string(), type: z.string(), day: z.string().nullable() });

/**
 * How many documents have expired or will soon: by window, document type, nationality and week. Tallies tell the windows
 * also where they cannot tell the chosen days.
 */
export async function countExpiring(params: ExpiringParams): Promise<Omit<ExpiringSummary, 'directory'>> {
  const pool = searchPool();
  const choice = countedChoice(params);
  const tallied = await talliedNow(new Date());
  const now = tallied?.at ?? new Date();
  const totalsOf = tallied === null ? expiringTotalsStatement : talliedTotalsStatement;
  const [counted, rows] = await Promise.all([pool.query(totalsOf(choice, now)), groupsOf(choice, tallied)]);
  const most = rows.toSorted((one, other) => other.count - one.count);
  const weeks = rows.filter(({ kind }) => kind === 'week');
  const { unreadable, ...windows } = z.record(z.string(), z.number()).parse(counted.rows[0]);
  const { totals, ...others } = totalsSchema.parse({ totals: windows, unreadable });
  return {
    ...others,
    totals: totals as ExpiringSummary['totals'],
    chosen: choice.within === 'days' ? weeks.reduce((sum, { count }) => sum + count, 0) : null,
    asOf: tallied?.at.toISOString() ?? null,
    documentTypes: typesOf(most.filter(({ kind }) => kind === 'type')),
    nationalities: most
      .filter(({ kind }) => kind === 'nationality')
      .map(({ value, count }) => ({ code: value, count })),
    statuses: statusesOf(most.filter(({ kind }) => kind === 'status')),
    ...weeksOf(weeks, spanOf(choice, dayOf(now)), now),
  };
}

type Group = z.infer<typeof groupSchema>;

/** @param tallied days that these tallies do not tell are read from the table */
async function groupsOf(choice: CountedChoice, tallied: Tallied | null): Promise<Group[]> {
  const told = tallied === null ? null : toldOf(choice, tallied);
  const now = tallied?.at ?? new Date();
  const statements =
    told === null
      ? [expiringGroupsStatement(choice, now)]
      : [
          talliedGroupsStatement(choice, told),
          ...(told.untold.length === 0 ? [] : [expiringGroupsStatement(choice, now, told.untold)]),
        ];
  const answers = await Promise.all(statements.map((one) => searchPool().query(one)));
  const sums = new Map<string, Group>();
  for (const group of z.array(groupSchema).parse(answers.flatMap(({ rows }) => rows))) {
    const key = JSON.stringify([group.kind, group.value]);
    sums.set(key, { ...group, count: group.count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.values()];
}

/**
 * How many documents a choice holds, marks aside: the number that the Expiring page says of the choice.
 * @returns `null` when counting took too long
 */
export async function countDocuments(params: ExpiringParams): Promise<number | null> {
  const choice = countedChoice(params);
  const tallied = await talliedNow(new Date());
  const told = tallied === null ? null : toldOf(choice, tallied);
  const now = tallied?.at ?? new Date();
  const statements =
    told === null
      ? [documentsStatement(choice, now)]
      : [
          talliedDocumentsStatement(choice, told),
          ...(told.untold.length === 0 ? [] : [documentsStatement(choice, now, told.untold)]),
        ];
  try {
    const answers = await Promise.all(statements.map((one) => searchPool().query(one)));
    return answers.reduce((sum, { rows }) => sum + numberSchema.parse(rows[0]).count, 0);
  } catch (error) {
    if (isCancelled(error)) return null;
    throw error;
  }
}

/** Types that we know in their own order, then the names that we don't know, most first. */
function typesOf(groups: Group[]) {
  const counts = new Map(groups.map(({ value, count }) => [value ?? '', count]));
  const names = new Set<string>([...KNOWN_DOCUMENTS, ...counts.keys()]);
  return [...names].flatMap((type) => ({ type, count: counts.get(type) ?? 0 })).filter(({ count }) => count > 0);
}

function statusesOf(groups: Group[]): ExpiringSummary['statuses'] {
  const labels = env().SENTINEL_STATUS_LABELS;
  return groups.map(({ value, count }) => {
    const code = value === null || value === 'unreadable' ? value : Number(value);
    const label = typeof code === 'number' ? labelStatus(code, labels)?.label : undefined;
    return { value: code, label: label ?? valueLabel('status', code ?? 'none', null), count };
  });
}

/** All weeks of the window, empty ones included; documents that expired before the first week are counted apart. */
function weeksOf(groups: Group[], span: DaySpan | null, now: Date) {
  const counts = new Map(groups.map(({ value, count }) => [value ?? '', count]));
  const thisWeek = mondayOf(now);
  const first = span === null ? thisWeek - (PAST_WEEKS - 1) * 7 * DAY_MS : mondayOf(new Date(startOfDay(span.from)));
  const last = span === null ? thisWeek : mondayOf(new Date(startOfDay(span.to)));
  const weeks = [];
  for (let week = first; week <= last; week += 7 * DAY_MS) {
    const start = dayOf(new Date(week));
    weeks.push({ start, count: counts.get(start) ?? 0 });
  }
  const shown = weeks.reduce((sum, { count }) => sum + count, 0);
  return { weeks, earlier: groups.reduce((sum, { count }) => sum + count, 0) - shown };
}

function mondayOf(moment: Date): number {
  const day = Math.floor(moment.getTime() / DAY_MS) * DAY_MS;
  return day - ((new Date(day).getUTCDay() + 6) % 7) * DAY_MS;
}

/** A document of the list, without what the desk's own tables know of it. */
export type FoundExpiring = Omit<ExpiringRow, 'lastLink' | 'marks'>;

/** What a cursor belongs to: another choice's cursor is refused. */
function aboutOf({ reader, open, ...choice }: Choice, sort: string): unknown {
  const { within, from, to, documentType, nationality, status, order } = choice;
  const given = [within, from, to, documentType, nationality, status, order].map((one) => one ?? null);
  return ['expiring', ...given, sort, open ? (reader ?? true) : null];
}

/**
 * A page of the expiring documents, each with its customer.
 *
 * @param reader the account whose own marks count, where documents that are done are left out
 * @throws DeskError `invalid_request` for a cursor of another list, and for more documents than can be sorted
 */
export async function expiringPage(
  { sortBy = 'lastDay', ...params }: ExpiringParams,
  reader: string | undefined,
  cursor: string | undefined,
  limit = PAGE,
): Promise<{ rows: FoundExpiring[]; next: string | null }> {
  const keys = directoryKeys();
  const now = new Date();
  const choice: Choice = { ...params, reader };
  const about = aboutOf(choice, sortBy);
  const after = cursor === undefined ? null : readCursor(keys, about, cursor);
  const { rows } = await searchPool().query(
    sortBy === 'lastDay'
      ? expiringRowsStatement(choice, now, limit, after)
      : await sortedRowsStatement(choice, now, sortBy, limit, after),
  );
  if (sortBy !== 'lastDay') assertSortable(gatheredSchema.safeParse(rows[0]).data?.gathered ?? 0);
  const found: z.infer<typeof documentSchema>[] = [];
  const shown: FoundExpiring[] = [];
  // A file has 20,000 rows. Between some of them other people have their turn.
  for (let at = 0; at < rows.length; at += PARSED_AT_ONCE) {
    if (at > 0) await turn();
    const some = z.array(documentSchema).parse(rows.slice(at, at + PARSED_AT_ONCE));
    found.push(...some);
    shown.push(...some.map((row) => toRow(row, now)));
  }
  const last = found[limit - 1];
  return {
    rows: shown.slice(0, limit),
    next: found.length > limit && last ? writeCursor(keys, about, { key: last.key, uuid: last.uuid }) : null,
  };
}

/** Fewer documents of a type are gathered in less time than it takes to walk past the customers between them. */
const WALKED_FROM = 2_000;

async function sortedRowsStatement(choice: Choice, now: Date, sort: GatheredSort, limit: number, after: Place | null) {
  const documents = isWalkable(choice) ? await talliedByType(choice) : [];
  const types = documents.flatMap(({ type, count }) => (count >= WALKED_FROM ? [type] : []));
  const all = documents.reduce((sum, { count }) => sum + count, 0);
  return isWalkable(choice) && types.length > 0 && all <= MOST_SORTED
    ? walkedRowsStatement(choice, now, sort, limit, after, { types })
    : gatheredRowsStatement(choice, now, sort, limit, after);
}

const byTypeSchema = z.object({ type: z.enum(KNOWN_DOCUMENTS), count: z.number() });

/** Tallies that lack so many days of a choice still tell about how many documents it holds. */
const DAYS_LACKED = 7;

/** How many documents of each type a choice holds, as the tallies tell; nothing where they lack too many of its days. */
async function talliedByType(choice: WalkedChoice) {
  const tallied = await talliedNow(new Date());
  const told = tallied === null ? null : toldOf(choice, tallied);
  const lacked = told?.untold.reduce((sum, { from, to }) => sum + daysBetween(from, to) + 1, 0) ?? 0;
  if (told === null || lacked > DAYS_LACKED) return [];
  return z.array(byTypeSchema).parse((await searchPool().query(talliedByTypeStatement(choice, told))).rows);
}

const gatheredSchema = z.object({ gathered: z.number() });

function assertSortable(documents: number): void {
  if (documents <= MOST_SORTED) return;
  throw new DeskError('invalid_request', { code: 'too_many_to_sort', most: MOST_SORTED });
}

async function countUpTo(choice: Choice, now: Date, most: number): Promise<number> {
  const { rows } = await searchPool().query(countUpToStatement(choice, now, most));
  return numberSchema.parse(rows[0]).count;
}

/** How many documents the list holds: reads all of them. */
export async function countWorklist(params: ExpiringParams, reader: string | undefined): Promise<number> {
  return await countUpTo({ ...params, reader }, new Date(), MOST_COUNTED);
}

function toRow(found: z.infer<typeof documentSchema>, now: Date): FoundExpiring {
  const { type, day, disputed, key: _, documents, unreadable: ofPerson, phone, status, ...person } = found;
  const ofDocument = documents
    .filter((one) => one.type === type)
    .flatMap(({ unreadable = [] }) => unreadable)
    .flatMap(({ field, given }) => (field === 'dateOfExpiry' ? [{ field, given }] : []));
  const unreadable = [...ofPerson, ...ofDocument];
  return {
    ...person,
    phoneNumber: phone,
    status: labelStatus(status, env().SENTINEL_STATUS_LABELS),
    ...{ documentType: type, dateOfExpiry: day, disputed, days: daysUntil(day, now) },
    ...(unreadable.length > 0 && { unreadable }),
  };
}

/**
 * The customers before and after one customer among the owners of these documents.
 * @throws DeskError `invalid_request` for more documents than can be sorted
 */
export async function neighboursAmongExpiring(
  { sortBy = 'lastDay', ...params }: ExpiringParams,
  reader: string | undefined,
  uuid: string,
): Promise<Neighbours> {
  const now = new Date();
  const pool = searchPool();
  const choice: Choice = { ...params, reader };
  if (sortBy !== 'lastDay') return toNeighbours(await gathered(choice, now, sortBy, uuid));
  const [place] = z.array(placeSchema).parse((await pool.query(expiringPlaceStatement(choice, now, uuid))).rows);
  return toNeighbours(
    place === undefined ? [] : (await pool.query(expiringNeighboursStatement(choice, now, place))).rows,
  );
}

async function gathered(choice: Choice, now: Date, sort: GatheredSort, uuid: string): Promise<unknown[]> {
  assertSortable(await countUpTo(choice, now, MOST_SORTED + 1));
  return (await searchPool().query(gatheredNeighboursStatement(choice, now, sort, uuid))).rows;
}
