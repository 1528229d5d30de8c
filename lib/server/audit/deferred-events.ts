import 'server-only';
import { asc, eq } from 'drizzle-orm';
import * as z from 'zod';
import { ACTIONS, type OutcomeDetail } from '../../contracts/audit-details';
import { auditDeferred, type Database } from '../db/public';
import type { AuditContext, Trail } from './trail';

/**
 * Events that may reach the trail after their effect: the end of a session, and nothing else. A trail that takes no
 * event stops every look at a customer, and must not keep people signed in.
 */
const DEFERRABLE = ['session.signed-out', 'session.ended'] as const;
export type DeferrableAction = (typeof DEFERRABLE)[number];

/** Moved in one go; the rest follows at the next time. */
const MOST_AT_ONCE = 200;

const eventSchema = z.object({
  context: z.object({
    actor: z.object({ id: z.nullable(z.string()), email: z.nullable(z.string()), role: z.nullable(z.string()) }),
    sessionId: z.nullable(z.string()),
    requestId: z.nullable(z.string()),
    address: z.nullable(z.string()),
  }),
  action: z.enum(DEFERRABLE),
  detail: z.unknown(),
});

/** Keeps an event in the transaction of its effect, for {@link tellDeferred}. */
export async function deferEvent<A extends DeferrableAction>(
  transaction: Pick<Database, 'insert'>,
  context: AuditContext,
  action: A,
  detail: OutcomeDetail<A>,
): Promise<void> {
  await transaction.insert(auditDeferred).values({ event: { context, action, detail } });
}

/**
 * Moves deferred events into the trail, the oldest first, each with the time of its effect. Several replicas may run
 * this at once: each event is told once.
 *
 * @returns how many were told
 * @throws TrailUnavailable while the trail takes none; what the database throws
 */
export async function tellDeferred(db: Database, trail: Trail): Promise<number> {
  for (let told = 0; ; told += 1) {
    if (told === MOST_AT_ONCE || !(await tellOne(db, trail))) return told;
  }
}

async function tellOne(db: Database, trail: Trail): Promise<boolean> {
  return await db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(auditDeferred)
      .orderBy(asc(auditDeferred.at), asc(auditDeferred.id))
      .limit(1)
      .for('update', { skipLocked: true });
    if (row === undefined) return false;
    const { context, action, detail } = eventSchema.parse(row.event);
    const whole = { ...z.record(z.string(), z.unknown()).parse(detail), endedAt: row.at.toISOString() };
    await tx.delete(auditDeferred).where(eq(auditDeferred.id, row.id));
    // Last, because it holds the turn of all writers until the transaction commits.
    await trail.recordIn(tx, context, action, ACTIONS[action].outcome.parse(whole));
    return true;
  });
}

/**
 * Runs a transaction whose event may wait: when the trail takes no event, `work` runs again in a transaction that keeps
 * the event for later.
 *
 * @param record writes the event in the transaction of its effect
 * @throws whatever `work` throws
 */
export async function orDeferred<T>(work: (record: 'now' | 'later') => Promise<T>): Promise<T> {
  try {
    return await work('now');
  } catch (error) {
    // By name: the bundler may give the trail's writer another copy of this class (`to-desk-error.ts`).
    if (!(error instanceof Error && error.name === 'TrailUnavailable')) throw error;
    return await work('later');
  }
}
