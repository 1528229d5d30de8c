import type { AuditAction } from './audit-details';
import type { ChainVerdict } from './audit-values';

/** Who did it. `operator` is whoever runs the programs of the desk on its machine; `system` the desk itself. */
export interface AuditActor {
  id: string | null;
  email: string | null;
  /** A role of the desk, or `operator`, `system`; `null` for somebody who is not signed in. */
  role: string | null;
}

/** One event as pages and exports show it. */
export interface AuditEvent {
  seq: number;
  /** ISO 8601, milliseconds, the database's clock. */
  at: string;
  actor: AuditActor;
  sessionId: string | null;
  requestId: string | null;
  address: string | null;
  action: AuditAction;
  /** The vendor's key of the customer it was about. */
  customer: string | null;
  phase: 'intent' | 'outcome';
  intentSeq: number | null;
  /** `success` or an error code; `null` for an intent. */
  outcome: string | null;
  detail: Record<string, unknown>;
}

/**
 * An event as people read it: an intent and its outcome are one. `outcome` is `success`, an error code, or `unknown` for
 * an intent that nothing has followed (and `pending` while it may still come: a minute at the most).
 */
export interface AuditEntry {
  /** Of the intent, where there is one: what pages go by. */
  seq: number;
  outcomeSeq: number | null;
  at: string;
  actor: AuditActor;
  sessionId: string | null;
  requestId: string | null;
  address: string | null;
  action: AuditAction;
  customer: string | null;
  outcome: string;
  /** What the intent said, and over it what the outcome said. */
  detail: Record<string, unknown>;
}

/** What was last found out about the chain, and by whom: the newest `audit.verified` event. */
export interface ChainStatus {
  verdict: ChainVerdict;
  /** The last event that was checked, or the one that the verdict names. */
  seq: number;
  at: string;
  by: string | null;
}

/** What pages and exports of the trail select by; the grammar of each is in `audit-queries.ts`. */
export interface AuditSelection {
  actor?: string | undefined;
  action?: AuditAction | undefined;
  customer?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Where a page of the trail begins, and how many entries it has (50 unless told otherwise, 100 at most). */
export interface AuditPlace {
  before?: number | undefined;
  limit?: number | undefined;
}

/** `GET /api/audit`: newest first; `next` is the `before` of the following page, `null` on the last one. */
export interface AuditPage {
  entries: AuditEntry[];
  next: number | null;
  chain: ChainStatus | null;
}

/** `GET /api/audit/actors`: everybody the trail names, for the filter; an id, since no e-mail goes into an address. */
export interface AuditActors {
  actors: { id: string; email: string; role: string }[];
}

/** A line of the answer of `POST /api/audit/verify`, one JSON object a line: progress while it lasts, then a verdict. */
export type VerifyLine =
  | { type: 'progress'; checked: number; total: number }
  | { type: 'verdict'; verdict: ChainStatus['verdict']; seq: number; events: number; message: string }
  | { type: 'failed'; message: string };

/** `GET /api/customers/{uuid}/activity`: who looked and who changed, newest first. */
export interface Activity {
  entries: AuditEntry[];
  next: number | null;
}
