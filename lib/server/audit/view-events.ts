import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { AuditAction } from '../../contracts/audit-details';
import { auditEvents, type Database } from '../db/public';

/** So many events of an action are looked through, the newest first: a save is sent again within minutes. */
const LOOKED_THROUGH = 1_000;

/** Whether the trail says that somebody has removed this view lately: its row is gone by then. */
export async function wasViewRemoved(db: Pick<Database, 'execute'>, view: string): Promise<boolean> {
  const { rows } = await db.execute(viewEventQuery('view.removed', view));
  return rows.length > 0;
}

/**
 * Who did this with a view, along the index of actions, in that index's own order. A change and a removal name the view as
 * its table does, in lower case. Exported for the test that reads its plan.
 */
export function viewEventQuery(action: AuditAction, view: string): SQL {
  return sql`
    SELECT DISTINCT newest.actor_id AS actor FROM (
      SELECT actor_id, detail FROM ${auditEvents} WHERE ${auditEvents.action} = ${action}
      ORDER BY ${auditEvents.seq} DESC NULLS LAST LIMIT ${sql.raw(String(LOOKED_THROUGH))}) AS newest
    WHERE newest.detail LIKE ${`%"view":"${view.toLowerCase()}"%`}`;
}
