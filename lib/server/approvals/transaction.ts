import 'server-only';
import { sql } from 'drizzle-orm';
import type { AuditAction, OutcomeDetail } from '../../contracts/audit-details';
import { ADMIT_WITHIN, type AuditContext, type Trail, TrailUnavailable } from '../audit/public';
import type { Database } from '../db/public';

/** The database, trail and author of a step of a request. */
export interface ApprovalScope {
  db: Database;
  trail: Trail;
  audit: AuditContext;
}

export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** Records an event about a customer after the work, in its transaction. */
export type Tell = <A extends AuditAction>(action: A, detail: OutcomeDetail<A>, customer: string) => void;

/**
 * Changes requests and records the change in one transaction: both become durable, or neither. The events come last,
 * because from the first one on the transaction holds the turn of all writers.
 *
 * @throws TrailUnavailable when the events cannot be written in time: nothing was changed. Whatever `work` throws
 */
export async function changeAndTell<T>(
  { db, trail, audit }: ApprovalScope,
  work: (tx: Transaction, tell: Tell) => Promise<T>,
): Promise<T> {
  return await db.transaction(async (tx) => {
    const events: (() => Promise<void>)[] = [];
    const result = await work(tx, (action, detail, customer) => {
      events.push(() => trail.recordIn(tx, audit, action, detail, { customer }));
    });
    try {
      await tx.execute(sql.raw(`SET LOCAL statement_timeout = ${ADMIT_WITHIN}`));
      for (const write of events) await write();
    } catch (cause) {
      throw new TrailUnavailable('the change could not be recorded', { cause });
    }
    return result;
  });
}
