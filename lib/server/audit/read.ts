import 'server-only';
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { AuditActors, AuditEntry, AuditPlace, AuditSelection, ChainStatus } from '../../contracts/audit';
import { AUDIT_PAGE } from '../../contracts/audit-queries';
import { auditEvents, type Database } from '../db/public';
import type { KeyRing } from './keys';
import { parseDetail, parseStoredRow, STORED_COLUMNS, toEvent } from './row';
import { type AuditScope, allowedActions, olderThan, seqBounds, whereSelected } from './select';

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
  const newest = (actions: SQL | undefined) =>
    sql`SELECT * FROM ${auditEvents} WHERE ${and(selected, actions)} ORDER BY ${auditEvents.seq} DESC LIMIT ${limit}`;
  const actions = allowedActions(scope, selection.action);
  let page: SQL;
  if (actions === null) page = newest(undefined);
  else if (actions.length > 1 && selection.actor === undefined && selection.customer === undefined) {
    // Reads the newest rows of each action from its index, then takes the newest of those. One index scan for a list of
    // actions would not come in the order of numbers, so Postgres would read all its rows. One branch for each action,
    // so that the planner knows the action.
    const branches = actions.map((action) => sql`(${newest(eq(auditEvents.action, action))})`);
    page = sql`SELECT * FROM (${sql.join(branches, sql` UNION ALL `)}) AS found ORDER BY seq DESC LIMIT ${limit}`;
  } else page = newest(inArray(auditEvents.action, [...actions]));
  return sql`
    SELECT event.*, ended.seq AS ended_seq, ended.outcome AS ended_outcome, ended.detail AS ended_detail,
      event.moment > now() - ${PENDING} AS fresh
    FROM (SELECT ${sql.raw(STORED_COLUMNS)}, at AS moment FROM (${page}) AS page) AS event
    LEFT JOIN ${auditEvents} AS ended ON ended.intent_seq = event.seq AND event.phase = 'intent'
    ORDER BY event.seq DESC`;
}

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

const actorsSchema = z.array(z.object({ id: z.string(), email: z.string(), role: z.string() }));

/**
 * All actors that the trail names, by their newest e-mail. Steps from one account to the next in the index of actors
 * instead of reading the whole trail.
 */
export async function readActors(db: Database, scope: AuditScope): Promise<AuditActors> {
  const actions = allowedActions(scope, undefined);
  const within = actions === null ? sql`` : sql`AND action = ANY(${sql.param([...actions])}::text[])`;
  const { rows } = await db.execute(sql`
    WITH RECURSIVE actors AS (
      (SELECT actor_id AS id FROM audit_events WHERE actor_id IS NOT NULL ORDER BY actor_id LIMIT 1)
      UNION ALL
      SELECT (SELECT actor_id FROM audit_events WHERE actor_id > actors.id ORDER BY actor_id LIMIT 1)
      FROM actors WHERE actors.id IS NOT NULL
    )
    SELECT actors.id, coalesce(named.actor_email, '') AS email, coalesce(named.actor_role, '') AS role
    FROM actors CROSS JOIN LATERAL (
      SELECT actor_email, actor_role FROM audit_events WHERE actor_id = actors.id ${within} ORDER BY seq DESC LIMIT 1
    ) AS named
    WHERE actors.id IS NOT NULL ORDER BY email, id`);
  return { actors: actorsSchema.parse(rows) };
}

const statusSchema = z.object({
  verdict: z.enum(['intact', 'altered', 'missing', 'cut', 'mismatch']),
  seq: z.number(),
});

/** The newest verdict on the chain; `null` before the first verification. */
export async function readChainStatus(db: Database): Promise<ChainStatus | null> {
  const { rows } = await db.execute(sql`
    SELECT ${sql.raw(STORED_COLUMNS)} FROM audit_events WHERE action = 'audit.verified' AND outcome = 'success'
    ORDER BY seq DESC LIMIT 1`);
  const row = parseStoredRow(rows[0]);
  if (row === null) return null;
  const { at, actor, detail } = toEvent(row);
  const status = statusSchema.safeParse(detail).data;
  return status === undefined ? null : { ...status, at, by: actor.email };
}
