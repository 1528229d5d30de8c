import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { AuditEvent } from '../../contracts/audit';
import type { AuditAction } from '../../contracts/audit-details';
import { AUDIT_ACTIONS } from '../../contracts/audit-queries';
import { auditEvents, type Database } from '../db/public';
import { parseStoredRow, STORED_COLUMNS, toEvent } from './row';
import { seqBounds } from './select';

/** What one person did of one action within a span of time. */
export interface ActionCount {
  actor: string;
  action: string;
  /** Events that succeeded, and those that were refused or failed. */
  done: number;
  failed: number;
  /** Rows of exported files. */
  rows: number;
  /** ISO 8601. */
  last: string;
}

const countSchema = z.object({
  actor: z.string(),
  action: z.string(),
  done: z.coerce.number(),
  failed: z.coerce.number(),
  rows: z.coerce.number(),
  last: z.string(),
});

/**
 * Counts what each person did, by action. An intent and its outcome count once, by the outcome.
 *
 * One scan over the numbers of the span.
 *
 * @param from the first moment of the span, `to` the first one after it; ISO 8601
 */
export async function countActions(db: Database, span: { from: string; to: string }): Promise<ActionCount[]> {
  const within = await numbersOf(db, span);
  if (within === null) return [];
  const { rows } = await db.execute(countQuery(span, within));
  return z.array(countSchema).parse(rows);
}

/** Exported for the test that reads its plan. */
export function countQuery(span: { from: string; to: string }, within: SQL): SQL {
  return sql`
    SELECT actor_id AS actor, action, count(*) FILTER (WHERE outcome = 'success') AS done,
      count(*) FILTER (WHERE outcome <> 'success') AS failed,
      coalesce(sum(CASE WHEN action = 'customers.exported' AND detail LIKE '{%"rows":%'
        THEN (detail::json ->> 'rows')::bigint END), 0) AS rows,
      to_char(max(at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS last
    FROM ${auditEvents}
    WHERE ${within} AND ${inSpan(span)} AND phase = 'outcome' AND actor_id IS NOT NULL
    GROUP BY actor_id, action`;
}

/**
 * The events of some actions within a span, oldest first.
 * @param limit at the most; the caller asks for one more than it needs
 */
export async function eventsOfActions(
  db: Database,
  actions: readonly AuditAction[],
  span: { from: string; to: string },
  limit: number,
): Promise<AuditEvent[]> {
  const within = await numbersOf(db, span);
  if (within === null) return [];
  const known = AUDIT_ACTIONS.filter((action) => actions.includes(action));
  // One branch for each action, so that each reads its own index.
  const branches = known.map(
    (action) => sql`(SELECT * FROM ${auditEvents}
      WHERE action = ${action} AND ${within} AND ${inSpan(span)} ORDER BY seq DESC LIMIT ${limit})`,
  );
  const { rows } = await db.execute(sql`SELECT ${sql.raw(STORED_COLUMNS)}
    FROM (${sql.join(branches, sql` UNION ALL `)}) AS found ORDER BY seq DESC LIMIT ${limit}`);
  return rows
    .flatMap((row) => parseStoredRow(row) ?? [])
    .map(toEvent)
    .reverse();
}

async function numbersOf(db: Database, { from, to }: { from: string; to: string }): Promise<SQL | null> {
  const bounds = await seqBounds(db, { from, to });
  if (bounds === null) return null;
  const { first = 1, last = Number.MAX_SAFE_INTEGER } = bounds;
  return sql`seq BETWEEN ${first} AND ${last}`;
}

/** `+ interval '0'` keeps the planner off the index on `at`: the numbers are the narrower way. */
function inSpan({ from, to }: { from: string; to: string }): SQL {
  return sql`(at + interval '0') >= ${from}::timestamptz AND (at + interval '0') < ${to}::timestamptz`;
}
