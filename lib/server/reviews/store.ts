import 'server-only';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { ReviewRule } from '../../contracts/reviews';
import type { AuditContext, Trail } from '../audit/public';
import { type Database, reviewFindings } from '../db/public';
import type { Finding } from './judge';

export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** A finding that was not there before. */
export interface NewReview {
  number: number;
  rule: ReviewRule;
  person: string | null;
}

const numberSchema = z.object({ number: z.coerce.number() });

/** The desk itself, as an actor of the trail. */
const DESK: AuditContext = {
  actor: { id: null, email: null, role: 'system' },
  sessionId: null,
  requestId: null,
  address: null,
};

/**
 * Keeps findings, in the caller's transaction. One that is there already stays as it is, whichever replica or night has
 * said it.
 * @returns those that were not there before
 */
export async function keepFindings(tx: Transaction, findings: readonly Finding[]): Promise<NewReview[]> {
  const kept: NewReview[] = [];
  for (const { key, rule, person, from, until, figures, events, rows } of findings) {
    const values = { key, rule, person, firstAt: new Date(from), spokeAt: new Date(until), figures, events, rows };
    const [made] = await tx
      .insert(reviewFindings)
      .values(values)
      .onConflictDoNothing()
      .returning({ number: reviewFindings.number });
    if (made !== undefined) kept.push({ ...numberSchema.parse(made), rule, person });
  }
  return kept;
}

/**
 * Records new findings in the caller's transaction, last before its commit: finding, place and event become durable
 * together, or a kill leaves none of them.
 * @throws TrailUnavailable
 */
export async function recordFindings(tx: Transaction, trail: Trail, kept: readonly NewReview[]): Promise<void> {
  for (const { number, rule, person } of kept) {
    await trail.recordIn(tx, DESK, 'review.found', {
      review: number,
      rule,
      ...(person !== null && { account: person }),
    });
  }
}

/** The findings of the last day, whose alerts a process that died may not have raised. */
export async function recentReviews(db: Pick<Database, 'execute'>): Promise<NewReview[]> {
  const { rows } = await db.execute(
    sql`SELECT number, rule, person FROM ${reviewFindings} WHERE found_at > now() - interval '1 day' ORDER BY number`,
  );
  return z
    .array(z.object({ number: z.coerce.number(), rule: z.string(), person: z.string().nullable() }))
    .parse(rows) as NewReview[];
}
