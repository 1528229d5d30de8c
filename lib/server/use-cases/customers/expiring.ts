import 'server-only';
import * as z from 'zod';
import { KNOWN_DOCUMENTS } from '../../../contracts/customer';
import type { ExpiringPage, ExpiringParams, ExpiringSummary } from '../../../contracts/directory';
import type { Neighbours } from '../../../contracts/search';
import { daysUntil } from '../../../kyc/documents';
import type { AuditContext } from '../../audit/trail';
import { readCursor, writeCursor } from '../../directory/cursor';
import { searchPool } from '../../directory/database';
import {
  expiringGroupsStatement,
  expiringNeighboursStatement,
  expiringRowsStatement,
  expiringTotalsStatement,
  PAST_WEEKS,
} from '../../directory/expiring-sql';
import { dayOf } from '../../directory/filters';
import { directoryKeys } from '../../directory/keys';
import { countOf, toNeighbours } from '../../directory/neighbours';
import { directoryStatus } from '../../directory/status';
import { env } from '../../env';
import { recorded } from '../audited';

const PAGE = 50;
const DAY_MS = 86_400_000;

const totalsSchema = z.object({ expired: z.number(), 30: z.number(), 60: z.number(), 90: z.number() });
const groupSchema = z.object({
  kind: z.enum(['type', 'nationality', 'week']),
  value: z.string().nullable(),
  count: z.number(),
});
const documentSchema = z.object({
  uuid: z.string(),
  name: z.string().nullable(),
  surname: z.string().nullable(),
  nationality: z.string().nullable(),
  type: z.enum(KNOWN_DOCUMENTS),
  day: z.string().nullable(),
  key: z.string(),
});

/** How many documents have expired or are about to: numbers alone. @throws DeskError `database_unavailable` */
export async function expiringSummary(params: ExpiringParams): Promise<ExpiringSummary> {
  const directory = await directoryStatus();
  const nothing = { totals: { expired: 0, 30: 0, 60: 0, 90: 0 }, documentTypes: [], nationalities: [] };
  if (directory.state === 'off') return { ...nothing, weeks: [], earlier: 0, directory };
  const now = new Date();
  const pool = searchPool();
  const [totals, groups] = await Promise.all([
    pool.query(expiringTotalsStatement(params, now)),
    pool.query(expiringGroupsStatement(params, now)),
  ]);
  const rows = z.array(groupSchema).parse(groups.rows);
  const most = rows.sort((one, other) => other.count - one.count);
  return {
    totals: totalsSchema.parse(totals.rows[0]),
    documentTypes: KNOWN_DOCUMENTS.flatMap((type) =>
      most.filter(({ kind, value }) => kind === 'type' && value === type).map(({ count }) => ({ type, count })),
    ),
    nationalities: most
      .filter(({ kind }) => kind === 'nationality')
      .map(({ value, count }) => ({ code: value, count })),
    ...weeksOf(
      rows.filter(({ kind }) => kind === 'week'),
      params.within,
      now,
    ),
    directory,
  };
}

/** Fills the weeks without anybody; what expired before the first of them is told apart. */
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
 * Whose documents they are. Recorded as a search.
 * @throws DeskError `audit_unavailable`, `database_unavailable`, `invalid_request` for a cursor of another list
 */
export async function expiringCustomers(
  { cursor, ...params }: ExpiringParams & { cursor?: string | undefined },
  audit: AuditContext,
): Promise<ExpiringPage> {
  return await recorded(audit, {
    action: 'customers.searched',
    work: () => readPage(params, cursor),
    detail: ({ rows }) => ({ terms: [], filters: filtersOf(params), found: rows.length }),
  });
}

function filtersOf(params: ExpiringParams): string[] {
  return ['expiring', ...(['documentType', 'nationality'] as const).filter((name) => params[name] !== undefined)];
}

async function readPage(params: ExpiringParams, cursor: string | undefined): Promise<ExpiringPage> {
  if (env().DIRECTORY === 'off') return { rows: [], next: null };
  const keys = directoryKeys();
  const now = new Date();
  const about = ['expiring', params.within, params.documentType ?? null, params.nationality ?? null];
  const after = cursor === undefined ? null : readCursor(keys, about, cursor);
  const { rows } = await searchPool().query(expiringRowsStatement(params, now, PAGE, after));
  const found = z.array(documentSchema).parse(rows);
  const last = found[PAGE - 1];
  return {
    rows: found.slice(0, PAGE).map(({ type, day, key: _, ...person }) => ({
      ...person,
      documentType: type,
      dateOfExpiry: day,
      days: daysUntil(day, now),
    })),
    next: found.length > PAGE && last ? writeCursor(keys, about, { key: last.key, uuid: last.uuid }) : null,
  };
}

/**
 * Who stands before and after somebody among these documents' owners. Recorded as a search.
 * @throws DeskError `audit_unavailable`, `database_unavailable`
 */
export async function expiringNeighbours(
  { uuid, ...params }: ExpiringParams & { uuid: string },
  audit: AuditContext,
): Promise<Neighbours> {
  if (env().DIRECTORY === 'off') return toNeighbours([]);
  const statement = expiringNeighboursStatement(params, new Date(), uuid);
  return await recorded(audit, {
    action: 'customers.searched',
    work: async () => toNeighbours((await searchPool().query(statement)).rows),
    detail: (beside) => ({ terms: [], filters: filtersOf(params), found: countOf(beside) }),
  });
}
