import 'server-only';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { auditEvents, type Database } from '../db/public';
import type { KeyRing } from './keys';
import { whereSelected } from './select';

/** A page that was opened so long ago no longer counts. A session lasts no longer, either. */
const WITHIN = sql.raw('make_interval(hours => 12)');
/** So many events of the customer are looked through, the newest first. */
const LOOKED_THROUGH = 1_000;

/**
 * Whether a person's opening of a customer stands in the trail, within the last hours: what belongs to the customer's page
 * is shown to nobody whose opening isn't recorded. An opening counts that has shown the customer, by Sentinel's answer or by
 * what the directory knew.
 */
export async function hasOpened(
  db: Pick<Database, 'execute'>,
  keys: KeyRing,
  uuid: string,
  actor: string,
): Promise<boolean> {
  const { rows } = await db.execute(ownOpeningQuery(keys, uuid, actor));
  return rows.length > 0;
}

/** Along the index of customers, in that index's own order. Exported for the test that reads its plan. */
export function ownOpeningQuery(keys: KeyRing, uuid: string, actor: string): SQL {
  const ofCustomer = and(
    whereSelected(keys, { customer: uuid }, {}),
    sql`${auditEvents.customer} IS NOT NULL`,
    eq(auditEvents.phase, 'outcome'),
  );
  return sql`
    SELECT 1 FROM (
      SELECT actor_id, action, at, outcome, detail FROM ${auditEvents} WHERE ${ofCustomer}
      ORDER BY ${auditEvents.seq} DESC NULLS LAST LIMIT ${sql.raw(String(LOOKED_THROUGH))}) AS newest
    WHERE newest.actor_id = ${actor}::uuid AND newest.action = 'customer.opened' AND newest.at > now() - ${WITHIN}
      AND (newest.outcome = 'success' OR newest.detail LIKE '{"shown":%')
    LIMIT 1`;
}

/** Whether the trail says that somebody has deleted this note on the customer: its row is gone by then. */
export async function wasNoteDeleted(
  db: Pick<Database, 'execute'>,
  keys: KeyRing,
  { customer, note }: { customer: string; note: string },
): Promise<boolean> {
  const { rows } = await db.execute(deletedNoteQuery(keys, customer, note));
  return rows.length > 0;
}

/**
 * Along the index of the customer's deeds, whose condition stands here in the index's own words. The action is an
 * expression, because the index of actions would lead through the deleted notes of all customers. Exported for the test
 * that reads its plan.
 */
export function deletedNoteQuery(keys: KeyRing, customer: string, note: string): SQL {
  const deeds = and(
    whereSelected(keys, { customer }, {}),
    sql`${auditEvents.customer} IS NOT NULL`,
    sql`${auditEvents.intentSeq} IS NULL`,
    sql`${auditEvents.action} NOT IN ('customer.opened', 'customer.looked-up')`,
    sql`${auditEvents.action} || '' = 'customer.note-deleted'`,
    sql`${auditEvents.detail} LIKE ${`%"note":"${note}"%`}`,
  );
  return sql`SELECT 1 FROM ${auditEvents} WHERE ${deeds} LIMIT 1`;
}
