import 'server-only';
import { and, eq, gte, inArray, lt, lte, type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { AuditSelection } from '../../contracts/audit';
import { ACTIONS, type AuditAction } from '../../contracts/audit-details';
import { AUDIT_ACTIONS, timeBounds } from '../../contracts/audit-queries';
import { auditEvents, type Database } from '../db/public';
import { customerRefs } from './customer-ref';
import type { KeyRing } from './keys';

/** What a reader may see: every action, or the actions of scope `customer` (permission `audit:customers`). */
export type AuditScope = 'all' | 'customers';

/** The actions that `audit:customers` may read about. */
export const CUSTOMER_ACTIONS: readonly AuditAction[] = AUDIT_ACTIONS.filter(
  (action) => ACTIONS[action].scope === 'customer',
);

/**
 * Minutes by which the database's clock may have been set back. Rows are numbered in the order of their times, so a
 * span of time is a span of numbers, give or take this slack.
 */
const CLOCK_SLACK = 10;

/**
 * The numbers of the rows between which a selection lies. A page reads one index by number, and must not look through a
 * year of rows for those of an old day.
 * @returns `null` when nothing can match
 */
export async function seqBounds(
  db: Database,
  selection: AuditSelection,
): Promise<{ first?: number; last?: number } | null> {
  const { from, to } = timeBounds(selection);
  const edge = async (condition: SQL, order: SQL): Promise<number | undefined> => {
    const query = db.select({ seq: auditEvents.seq }).from(auditEvents).where(condition).orderBy(order).limit(1);
    return (await query)[0]?.seq;
  };
  const { at } = auditEvents;
  const slack = sql`make_interval(mins => ${CLOCK_SLACK})`;
  const first = from === undefined ? 1 : await edge(sql`${at} >= ${moment(from)} - ${slack}`, sql`${at}`);
  const last =
    to === undefined ? Number.MAX_SAFE_INTEGER : await edge(sql`${at} < ${moment(to)} + ${slack}`, sql`${at} DESC`);
  if (first === undefined || last === undefined) return null;
  return { ...(from !== undefined && { first }), ...(to !== undefined && { last }) };
}

/**
 * The condition of a selection on rows, without the actions ({@link allowedActions}).
 * @param keys the trail names a customer without a uuid by a keyed hash, and a retired key may have made the hash
 */
export function whereSelected(
  keys: KeyRing,
  selection: AuditSelection,
  bounds: { first?: number; last?: number },
): SQL | undefined {
  const { actor, customer } = selection;
  const { from, to } = timeBounds(selection);
  const refs = customer === undefined ? [] : customerRefs(keys, customer);
  return and(
    actor === undefined ? undefined : eq(auditEvents.actorId, actor),
    refs.length === 0 ? undefined : inArray(auditEvents.customer, refs),
    from === undefined ? undefined : sql`${exactly} >= ${moment(from)}`,
    to === undefined ? undefined : sql`${exactly} < ${moment(to)}`,
    bounds.first === undefined ? undefined : gte(auditEvents.seq, bounds.first),
    bounds.last === undefined ? undefined : lte(auditEvents.seq, bounds.last),
  );
}

/**
 * `+ interval '0'` keeps the planner off the index on `at`: filtering by number is faster here, and the planner would
 * take the two for independent conditions.
 */
const exactly = sql`(${auditEvents.at} + interval '0')`;

/** The condition that a row is older than the page's place. */
export function olderThan(before: number | undefined): SQL | undefined {
  return before === undefined ? undefined : lt(auditEvents.seq, before);
}

/** @returns `null` for all actions */
export function allowedActions(scope: AuditScope, action: AuditAction | undefined): readonly AuditAction[] | null {
  if (scope === 'all') return action === undefined ? null : [action];
  return action === undefined ? CUSTOMER_ACTIONS : CUSTOMER_ACTIONS.filter((one) => one === action);
}

/** A query as text with values, for a connection that drizzle doesn't hold. */
export function asText(query: SQL): { text: string; values: unknown[] } {
  const { sql: text, params: values } = new PgDialect().sqlToQuery(query);
  return { text, values };
}

/** The names of the filters of a selection. The trail keeps these of a reading, never the values. */
export function filterNames(selection: AuditSelection): string[] {
  const names = ['actor', 'action', 'customer', 'from', 'to'] as const;
  return names.filter((name) => selection[name] !== undefined);
}

function moment(ms: number): SQL {
  return sql`${new Date(ms).toISOString()}::timestamptz`;
}
