import * as z from 'zod/mini';
import type { Role } from '../access';

/** What is counted of each person. One event counts once: an intent and its outcome are one. */
export const USES = [
  'signIns',
  'openings',
  'reveals',
  'searches',
  'lists',
  'exports',
  'exportedRows',
  'corrections',
  'links',
  'auditReads',
  'refusals',
  'budgetsSpent',
] as const;
export type Use = (typeof USES)[number];

/** One person of a month's evidence. */
export interface ReviewedPerson {
  account: string;
  email: string;
  name: string;
  role: Role;
  disabledAt: string | null;
  /** The last event of the month, ISO 8601; `null` for a person who has not used the access. */
  lastUse: string | null;
  uses: Record<Use, number>;
}

/** A change of who may do what, a grant, a spent budget, or an earlier review: an event of the month. */
export interface ReviewedEvent {
  seq: number;
  at: string;
  action: string;
  /** Who did it, by the e-mail of that time; `null` for the desk itself. */
  by: string | null;
  detail: Record<string, unknown>;
}

/** `POST /api/access-review`: the evidence of a month of UTC, and the same as a file. */
export interface AccessReview {
  month: string;
  people: ReviewedPerson[];
  events: ReviewedEvent[];
  /** There were more events than the evidence lists. */
  moreEvents: boolean;
  csv: string;
  /** SHA-256 of the file's bytes, hexadecimal. The trail keeps it. */
  digest: string;
}

/** The body of `POST /api/access-review`: a month of UTC like `2026-11`. */
export const accessReviewSchema = z.strictObject({
  month: z.string().check(z.regex(/^20[0-9]{2}-(0[1-9]|1[0-2])$/, 'must be a month like 2026-11')),
});
