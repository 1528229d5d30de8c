import 'server-only';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { APPROVAL_KINDS } from '../../contracts/approvals';
import type { Trail } from '../audit/public';
import { approvals, type Database } from '../db/public';
import { changeAndTell } from './transaction';

/** An effect that is under way for longer, seconds, has lost its process: the turn and the deadlines of two calls of Sentinel end before. */
const LOST_AFTER = 180;

/** Requests that are over, though no person has ended them. */
const OVERDUE = sql`(${approvals.state} IN ('waiting', 'approved') AND ${approvals.lapsesAt} <= now())
  OR (${approvals.state} = 'approving' AND ${approvals.begunAt} < now() - make_interval(secs => ${sql.raw(String(LOST_AFTER))}))`;

const endedSchema = z.object({
  id: z.uuid(),
  kind: z.enum(APPROVAL_KINDS),
  customer: z.string(),
  as: z.enum(['lapsed', 'unknown']),
});

/** The desk itself, as an actor of the trail. */
const DESK = { actor: { id: null, email: null, role: 'system' }, sessionId: null, requestId: null, address: null };

/**
 * Ends requests that no colleague decided in time, and effects whose process is gone: those have an unknown outcome, and
 * are never tried again. Their values are removed. Safe to run at any time, on every replica.
 *
 * @throws TrailUnavailable: nothing was ended
 */
export async function endOverdue(db: Database, trail: Trail): Promise<void> {
  const { rows: found } = await db.execute(sql`SELECT 1 FROM ${approvals} WHERE ${OVERDUE} LIMIT 1`);
  if (found.length === 0) return;
  await changeAndTell({ db, trail, audit: DESK }, async (tx, tell) => {
    const { rows } = await tx.execute(sql`
      UPDATE ${approvals} SET sealed = NULL, decided_at = COALESCE(decided_at, now()),
        state = CASE state WHEN 'approving' THEN 'unknown' ELSE 'lapsed' END
      WHERE ${approvals.id} IN (SELECT id FROM ${approvals} WHERE ${OVERDUE} ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED)
      RETURNING ${approvals.id}, ${approvals.kind}, ${approvals.customer}, ${approvals.state} AS as`);
    for (const { id, kind, customer, as } of z.array(endedSchema).parse(rows)) {
      tell('customer.approval-ended', { approval: id, what: kind, as }, customer);
    }
  });
}
