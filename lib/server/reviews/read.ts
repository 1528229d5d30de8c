import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import * as z from 'zod';
import { ROLES } from '../../access';
import {
  REVIEW_MEASURES,
  REVIEW_RULES,
  REVIEW_SCOPES,
  type Review,
  type ReviewRule,
  type ReviewState,
} from '../../contracts/reviews';
import { accounts, type Database, reviewFindings } from '../db/public';
import type { Transaction } from './store';

const PAGE = 50;

const figuresSchema = z.object({
  count: z.number(),
  of: z.number().optional(),
  usual: z.number().optional(),
  busiest: z.number().optional(),
  measure: z.enum(REVIEW_MEASURES).optional(),
});

const rowSchema = z.object({
  number: z.coerce.number(),
  rule: z.enum(REVIEW_RULES),
  person: z.string().nullable(),
  role: z.enum(ROLES).nullable().catch(null),
  from: z.string(),
  until: z.string(),
  figures: figuresSchema,
  events: z.array(z.coerce.number()),
  rows: z.number(),
  foundAt: z.string(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  word: z.string().nullable(),
});

/** The rules whose sentences a reader sees: without `audit:all`, those that rest on events about customers. */
function rulesFor(scope: 'all' | 'customers'): ReviewRule[] {
  return REVIEW_RULES.filter((rule) => scope === 'all' || REVIEW_SCOPES[rule] === 'customer');
}

/** A sentence whose people are still to be named. */
export type UnnamedReview = Omit<Review, 'person' | 'closed'> & {
  person: Omit<NonNullable<Review['person']>, 'name'> | null;
  /** `by`: the account's id. */
  closed: { at: string; by: string | null; word: string } | null;
};

/**
 * A page of the sentences, the newest first, with their people by the ids of their accounts.
 *
 * @param reader who asks: their own sentences are marked
 */
export async function readFindings(
  db: Database,
  reader: { account: string; scope: 'all' | 'customers' },
  { state, before }: { state: ReviewState; before?: number | undefined },
): Promise<{ reviews: UnnamedReview[]; next: number | null }> {
  const iso = (column: string) => sql.raw(`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
  const { rows } = await db.execute(sql`
    SELECT found.number, found.rule, found.person, subject.role,
      ${iso('found.first_at')} AS "from", ${iso('found.spoke_at')} AS until, found.figures, found.events, found.rows,
      ${iso('found.found_at')} AS "foundAt", ${iso('found.closed_at')} AS "closedAt",
      found.closed_by AS "closedBy", found.word
    FROM (
      SELECT * FROM ${reviewFindings} WHERE (closed_at IS NULL) = ${state === 'open'}
        AND rule = ANY(${sql.param(rulesFor(reader.scope))}::text[])
        AND number < ${before ?? Number.MAX_SAFE_INTEGER} ORDER BY number DESC LIMIT ${PAGE + 1}
    ) AS found
    LEFT JOIN ${accounts} AS subject ON subject.id = found.person
    ORDER BY found.number DESC`);
  const reviews = z
    .array(rowSchema)
    .parse(rows)
    .map(({ person, role, closedAt, closedBy, word, ...rest }) => ({
      ...rest,
      person: person === null ? null : { id: person, role },
      own: person === reader.account,
      closed: closedAt === null ? null : { at: closedAt, by: closedBy, word: word ?? '' },
    }));
  const shown = reviews.slice(0, PAGE);
  return { reviews: shown, next: reviews.length > PAGE ? (shown.at(-1)?.number ?? null) : null };
}

/** Why a review was not closed: there is none that the reader sees, it is about the reader, or somebody was earlier. */
export type CloseProblem = 'absent' | 'own' | 'closed';

/**
 * Closes a review with a word, in the caller's transaction.
 * @returns the closed review, or why it was not closed
 */
export async function closeFinding(
  tx: Transaction,
  reader: { account: string; scope: 'all' | 'customers' },
  number: number,
  word: string,
): Promise<{ rule: ReviewRule; person: string | null } | CloseProblem> {
  const [found] = await tx
    .select({ rule: reviewFindings.rule, person: reviewFindings.person, closedAt: reviewFindings.closedAt })
    .from(reviewFindings)
    .where(eq(reviewFindings.number, number));
  const rule = rulesFor(reader.scope).find((one) => one === found?.rule);
  if (found === undefined || rule === undefined) return 'absent';
  if (found.person === reader.account) return 'own';
  // Of two who close at once one is first: the condition is asked again under the row's lock.
  const closed = await tx
    .update(reviewFindings)
    .set({ closedAt: sql`now()`, closedBy: reader.account, word })
    .where(and(eq(reviewFindings.number, number), isNull(reviewFindings.closedAt)))
    .returning({ number: reviewFindings.number });
  return closed.length === 0 ? 'closed' : { rule, person: found.person };
}
