import 'server-only';
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { AuditEntry, AuditPlace, AuditSelection, ChainStatus } from '../../contracts/audit';
import type { AuditAction } from '../../contracts/audit-details';
import { AUDIT_PAGE } from '../../contracts/audit-queries';
import { LOOKS } from '../../contracts/audit-scopes';
import { auditEvents, type Database } from '../db/public';
import type { KeyRing } from './keys';
import { parseDetail, parseStoredRow, STORED_COLUMNS, toEvent } from './row';
import { type AuditScope, allowedActions, CUSTOMER_ACTIONS, olderThan, seqBounds, whereSelected } from './select';

/** How long an intent may wait for its outcome before the outcome is shown as unknown. */
const PENDING = sql.raw("interval '1 minute'");

/**
 * A page of the trail, newest first. An intent and its outcome are one entry, at the intent's place. A page reads one
 * index by number: the rows that it shows, and the rows between them.
 *
 * @param scope `customers` leaves out events that are not about customers
 * @returns `next`: the `before` of the following page, `null` on the last one
 */
export async function readEntries(
  db: Database,
  keys: KeyRing,
  scope: AuditScope,
  selection: AuditSelection & AuditPlace,
): Promise<{ entries: AuditEntry[]; next: number | null }> {
  const bounds = await seqBounds(db, selection);
  if (bounds === null) return { entries: [], next: null };
  const limit = selection.limit ?? AUDIT_PAGE.standard;
  const { rows } = await db.execute(pageQuery(keys, scope, selection, bounds, limit + 1));
  const entries = rows.slice(0, limit).map(toEntry);
  return { entries, next: rows.length > limit ? (entries.at(-1)?.seq ?? null) : null };
}

/** Exported for the test that reads its plan. */
export function pageQuery(
  keys: KeyRing,
  scope: AuditScope,
  selection: AuditSelection & AuditPlace,
  bounds: { first?: number; last?: number },
  limit: number,
): SQL {
  // The entry of an intent shows its outcome.
  const selected = and(
    whereSelected(keys, selection, bounds),
    olderThan(selection.before),
    sql`${auditEvents.intentSeq} IS NULL`,
  );
  const isFiltered = selection.actor !== undefined || selection.customer !== undefined;
  const newest = (actions: SQL | undefined) => {
    const order = isFiltered || actions !== undefined ? NEWEST_OF_INDEX : sql`${auditEvents.seq} DESC`;
    return sql`SELECT * FROM ${auditEvents} WHERE ${and(selected, actions)} ORDER BY ${order} LIMIT ${limit}`;
  };
  const actions = allowedActions(scope, selection.action);
  let page: SQL;
  if (actions === null) page = newest(undefined);
  else if (actions.length > 1 && selection.customer === undefined) {
    // Reads the newest rows of each action from its index, of all people or of one, then takes the newest of those. One
    // index scan for a list of actions would not come in the order of numbers, so Postgres would read all its rows. One
    // branch for each action, so that the planner knows the action.
    const branches = actions.map((action) => sql`(${newest(eq(auditEvents.action, action))})`);
    page = sql`SELECT * FROM (${sql.join(branches, sql` UNION ALL `)}) AS found ORDER BY seq DESC LIMIT ${limit}`;
  } else page = newest(inArray(auditEvents.action, [...actions]));
  return withOutcomes(page);
}

/**
 * The order of the indexes on actor, action and customer. Without their own words Postgres would sort all rows of a
 * person, and the order by the number alone would have it walk through everybody else's.
 */
const NEWEST_OF_INDEX = sql`${auditEvents.seq} DESC NULLS LAST`;

/** The outcome of each intent beside it. @param page rows of the trail, newest first */
function withOutcomes(page: SQL): SQL {
  return sql`
    SELECT event.*, ended.seq AS ended_seq, ended.outcome AS ended_outcome, ended.detail AS ended_detail,
      event.moment > now() - ${PENDING} AS fresh
    FROM (SELECT ${sql.raw(STORED_COLUMNS)}, at AS moment FROM (${page}) AS page) AS event
    LEFT JOIN ${auditEvents} AS ended ON ended.intent_seq = event.seq AND event.phase = 'intent'
    ORDER BY event.seq DESC`;
}

/** What only looks at a customer, or everything else that was done: {@link readOfCustomer}. */
export type CustomerEvents = 'looks' | 'deeds';

/**
 * A page of what was done to a customer, or of the looks at the customer, newest first. Apart, so that a thousand openings
 * push no correction off a page.
 *
 * @returns as {@link readEntries}
 */
export async function readOfCustomer(
  db: Pick<Database, 'execute'>,
  keys: KeyRing,
  customer: string,
  which: CustomerEvents,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<{ entries: AuditEntry[]; next: number | null }> {
  const { rows } = await db.execute(ofCustomerQuery(keys, customer, which, { before, limit: limit + 1 }));
  const entries = rows.slice(0, limit).map(toEntry);
  return { entries, next: rows.length > limit ? (entries.at(-1)?.seq ?? null) : null };
}

/**
 * Deeds go along the index `audit_events_deeds`, whose condition stands here in the index's own words; looks along the
 * index of customers. Exported for the test that reads its plan.
 */
export function ofCustomerQuery(
  keys: KeyRing,
  customer: string,
  which: CustomerEvents,
  { before, limit }: { before?: number | undefined; limit: number },
): SQL {
  const apart =
    which === 'looks'
      ? oneOf(LOOKS)
      : and(sql`${auditEvents.action} NOT IN ('customer.opened', 'customer.looked-up')`, oneOf(DEEDS));
  const selected = and(
    whereSelected(keys, { customer }, {}),
    sql`${auditEvents.customer} IS NOT NULL`,
    olderThan(before),
    sql`${auditEvents.intentSeq} IS NULL`,
    apart,
  );
  return withOutcomes(sql`SELECT * FROM ${auditEvents} WHERE ${selected} ORDER BY ${NEWEST_OF_INDEX} LIMIT ${limit}`);
}

/** An expression, which no index of actions answers: that index would lead through the deeds of all customers. */
const oneOf = (actions: readonly AuditAction[]) =>
  sql`(${auditEvents.action} || '') = ANY(${sql.param([...actions])}::text[])`;

const DEEDS: AuditAction[] = CUSTOMER_ACTIONS.filter((action) => !LOOKS.some((look) => look === action));

const endSchema = z.object({
  ended_seq: z.coerce.number().int().nullable(),
  ended_outcome: z.string().nullable(),
  ended_detail: z.string().nullable(),
  fresh: z.boolean(),
});

function toEntry(raw: Record<string, unknown>): AuditEntry {
  const row = parseStoredRow(raw);
  // The table fixes the types of the columns. A row of another type means that the table itself was changed.
  if (row === null) throw new TypeError('A row of the audit trail has not the shape of one');
  const end = endSchema.parse(raw);
  const { phase, intentSeq: _, outcome, detail, ...event } = toEvent(row);
  const unended = end.fresh ? 'pending' : 'unknown';
  return {
    ...event,
    outcomeSeq: phase === 'intent' ? end.ended_seq : event.seq,
    outcome: (phase === 'intent' ? end.ended_outcome : outcome) ?? unended,
    detail: { ...detail, ...(end.ended_detail !== null && parseDetail(event.action, 'outcome', end.ended_detail)) },
  };
}

const statusSchema = z.object({
  verdict: z.enum(['intact', 'altered', 'missing', 'cut', 'mismatch']),
  seq: z.number(),
});

/** The newest verdict on the chain; `null` before the first verification. */
export async function readChainStatus(
  db: Database,
): Promise<(Omit<ChainStatus, 'byName'> & { byId: string | null }) | null> {
  const { rows } = await db.execute(sql`
    SELECT ${sql.raw(STORED_COLUMNS)} FROM audit_events WHERE action = 'audit.verified' AND outcome = 'success'
    ORDER BY seq DESC LIMIT 1`);
  const row = parseStoredRow(rows[0]);
  if (row === null) return null;
  const { at, actor, detail } = toEvent(row);
  const status = statusSchema.safeParse(detail).data;
  return status === undefined ? null : { ...status, at, by: actor.email, byId: actor.id };
}
