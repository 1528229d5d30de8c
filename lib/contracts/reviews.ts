import type { Role } from '../access';
import type { PersonName } from './people';

/**
 * Reviews: sentences that rules say about people's use of the desk, each with the rows of the trail that it rests on
 * (`docs/trust.md`).
 */

export const REVIEW_RULES = [
  'own-surname',
  'not-led',
  'beyond-peers',
  'idle-reveals',
  'one-nationality',
  'at-night',
  'desk-beyond-usual',
  'link-after-correction',
  'new-place',
] as const;
export type ReviewRule = (typeof REVIEW_RULES)[number];

/**
 * Whose events a sentence rests on, as for actions of the trail: a sentence of scope `all` also tells about sessions and
 * addresses of colleagues, and takes `audit:all` to read.
 */
export const REVIEW_SCOPES: Record<ReviewRule, 'customer' | 'all'> = {
  'own-surname': 'customer',
  'not-led': 'customer',
  'beyond-peers': 'customer',
  'idle-reveals': 'customer',
  'one-nationality': 'customer',
  'at-night': 'customer',
  'desk-beyond-usual': 'customer',
  'link-after-correction': 'customer',
  'new-place': 'all',
};

/** What `beyond-peers` counts, and within which time. */
export const REVIEW_MEASURES = [
  'opened-minute',
  'opened-ten-minutes',
  'opened-hour',
  'opened-day',
  'from-lists-hour',
  'revealed-ten-minutes',
  'revealed-day',
  'exported-day',
] as const;
export type ReviewMeasure = (typeof REVIEW_MEASURES)[number];

/** The figures of a sentence: numbers alone, nothing of a customer. */
export interface ReviewFigures {
  /** What the rule counted: customers, reveals, rows of files, or hours. */
  count: number;
  /** Of how many. */
  of?: number | undefined;
  /** What is usual: of the role on a usual day, or of the desk. */
  usual?: number | undefined;
  /** The busiest of a usual colleague in the weeks before. */
  busiest?: number | undefined;
  measure?: ReviewMeasure | undefined;
}

/** A sentence as the page shows it. */
export interface Review {
  number: number;
  rule: ReviewRule;
  /** The subject; `null` for a sentence about the desk as a whole. `name` is `null` for an account that is gone. */
  person: { id: string; name: PersonName | null; role: Role | null } | null;
  /** The moments of the first row and of the row that made the rule speak, ISO 8601. */
  from: string;
  until: string;
  figures: ReviewFigures;
  /** The numbers of the first rows in the audit log. */
  events: number[];
  /** How many rows there are; `events` names a hundred at the most. */
  rows: number;
  foundAt: string;
  /** Whether the reader is the subject: then somebody else closes it. */
  own: boolean;
  closed: { at: string; by: PersonName | null; word: string } | null;
}

export const REVIEW_STATES = ['open', 'closed'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** `GET /api/reviews`: newest first; `next` is the `before` of the following page, `null` on the last one. */
export interface ReviewPage {
  reviews: Review[];
  next: number | null;
}

/** The bounds of the word that closes a review, in characters. */
export const CLOSING_WORD = { least: 3, most: 300 } as const;
