import 'server-only';
import * as z from 'zod';
import type { ExpiringPage, ExpiringParams, ExpiringRow, ExpiringSummary } from '../../contracts/directory';
import type { Neighbours } from '../../contracts/search';
import { KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { DAY_MS, dayOf, daysUntil } from '../../writing/days';
import { shownSchema } from './columns';
import { readCursor, writeCursor } from './cursor';
import { searchPool } from './database';
import {
  expiringGroupsStatement,
  expiringNeighboursStatement,
  expiringPlaceStatement,
  expiringRowsStatement,
  expiringTotalsStatement,
  PAST_WEEKS,
} from './expiring-sql';
import { directoryKeys } from './keys';
import { toNeighbours } from './neighbours';
import { talliedAt } from './tallies';
import { talliedGroupsStatement, talliedTotalsStatement } from './tallies-sql';

const PAGE = 50;

const totalsSchema = z.object({
  expired: z.number(),
  30: z.number(),
  60: z.number(),
  90: z.number(),
  unreadable: z.number(),
});
const groupSchema = z.object({
  kind: z.enum(['type', 'nationality', 'week']),
  value: z.string().nullable(),
  count: z.number(),
});
const documentSchema = shownSchema
  .pick({ uuid: true, name: true, surname: true, nationality: true, documents: true, unreadable: true })
  .extend({ type: z.string(), day: z.string().nullable(), disputed: z.string().nullable(), key: z.string() });

const placeSchema = z.object({ uuid: z.string(), type: z.string(), day: z.string().nullable() });

/** How many documents have expired or will soon: by window, document type, nationality and week. */
export async function countExpiring(params: ExpiringParams): Promise<Omit<ExpiringSummary, 'directory'>> {
  const pool = searchPool();
  const tallied = await talliedAt(new Date());
  const now = tallied ?? new Date();
  const [totalsOf, groupsOf] =
    tallied === null
      ? [expiringTotalsStatement, expiringGroupsStatement]
      : [talliedTotalsStatement, talliedGroupsStatement];
  const [totals, groups] = await Promise.all([pool.query(totalsOf(params, now)), pool.query(groupsOf(params, now))]);
  const rows = z.array(groupSchema).parse(groups.rows);
  const most = rows.sort((one, other) => other.count - one.count);
  const { unreadable, ...windows } = totalsSchema.parse(totals.rows[0]);
  return {
    asOf: tallied?.toISOString() ?? null,
    totals: windows,
    unreadable,
    documentTypes: typesOf(most.filter(({ kind }) => kind === 'type')),
    nationalities: most
      .filter(({ kind }) => kind === 'nationality')
      .map(({ value, count }) => ({ code: value, count })),
    ...weeksOf(
      rows.filter(({ kind }) => kind === 'week'),
      params.within,
      now,
    ),
  };
}

/** Types that we know in their own order, then the names that we don't know, most first. */
function typesOf(groups: z.infer<typeof groupSchema>[]) {
  const counts = new Map(groups.map(({ value, count }) => [value ?? '', count]));
  const names = new Set<string>([...KNOWN_DOCUMENTS, ...counts.keys()]);
  return [...names].flatMap((type) => ({ type, count: counts.get(type) ?? 0 })).filter(({ count }) => count > 0);
}

/** All weeks of the window, empty ones included; documents that expired before the first week are counted apart. */
function weeksOf(groups: z.infer<typeof groupSchema>[], within: ExpiringParams['within'], now: Date) {
  const counts = new Map(groups.map(({ value, count }) => [value ?? '', count]));
  const thisWeek = mondayOf(now);
  const first = within === 'expired' ? thisWeek - (PAST_WEEKS - 1) * 7 * DAY_MS : thisWeek;
  const last = within === 'expired' ? thisWeek : mondayOf(new Date(now.getTime() + within * DAY_MS));
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

/**
 * A page of the expiring documents, each with its customer.
 * @throws DeskError `invalid_request` for a cursor of another list
 */
export async function expiringPage(params: ExpiringParams, cursor: string | undefined): Promise<ExpiringPage> {
  const keys = directoryKeys();
  const now = new Date();
  const about = ['expiring', params.within, params.documentType ?? null, params.nationality ?? null];
  const after = cursor === undefined ? null : readCursor(keys, about, cursor);
  const { rows } = await searchPool().query(expiringRowsStatement(params, now, PAGE, after));
  const found = z.array(documentSchema).parse(rows);
  const last = found[PAGE - 1];
  return {
    rows: found.slice(0, PAGE).map((row) => toRow(row, now)),
    next: found.length > PAGE && last ? writeCursor(keys, about, { key: last.key, uuid: last.uuid }) : null,
  };
}

function toRow(found: z.infer<typeof documentSchema>, now: Date): ExpiringRow {
  const { type, day, disputed, key: _, documents, unreadable: ofPerson, ...person } = found;
  const ofDocument = documents
    .filter((one) => one.type === type)
    .flatMap(({ unreadable = [] }) => unreadable)
    .flatMap(({ field, given }) => (field === 'dateOfExpiry' ? [{ field, given }] : []));
  const unreadable = [...ofPerson, ...ofDocument];
  return {
    ...person,
    ...{ documentType: type, dateOfExpiry: day, disputed, days: daysUntil(day, now) },
    ...(unreadable.length > 0 && { unreadable }),
  };
}

/** The customers before and after one customer among the owners of these documents. */
export async function neighboursAmongExpiring(params: ExpiringParams, uuid: string): Promise<Neighbours> {
  const now = new Date();
  const pool = searchPool();
  const [place] = z.array(placeSchema).parse((await pool.query(expiringPlaceStatement(params, now, uuid))).rows);
  return toNeighbours(
    place === undefined ? [] : (await pool.query(expiringNeighboursStatement(params, now, place))).rows,
  );
}
