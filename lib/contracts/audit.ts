import type { AuditAction } from './audit-details';
import type { ChainVerdict } from './audit-values';
import type { ChainFinding } from './chain-finding';
import type { ErrorBody } from './errors';

/** The actor of an event. `operator` runs the desk's programs on its machine; `system` is the desk itself. */
export interface AuditActor {
  id: string | null;
  email: string | null;
  /** A role of the desk, or `operator`, `system`; `null` for a person who is not signed in. */
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
  /** The vendor's key of the customer whom the event is about. */
  customer: string | null;
  phase: 'intent' | 'outcome';
  intentSeq: number | null;
  /** `success` or an error code; `null` for an intent. */
  outcome: string | null;
  detail: Record<string, unknown>;
}

/**
 * An event as people read it: an intent and its outcome are one entry. `outcome` is `success`, an error code, or
 * `unknown` for an intent without an outcome (`pending` for the first minute, while the outcome may still come).
 */
export interface AuditEntry {
  /** The number of the intent, else of the outcome. Pages are ordered by it. */
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
  /** The detail of the intent, overlaid with the detail of the outcome. */
  detail: Record<string, unknown>;
}

/** The newest verdict on the chain and its author: the newest `audit.verified` event. */
export interface ChainStatus {
  verdict: ChainVerdict;
  /** The last event that was checked, or the event that the verdict names. */
  seq: number;
  at: string;
  by: string | null;
}

/** The filters of pages and exports of the trail. `audit-queries.ts` holds their grammar. */
export interface AuditSelection {
  actor?: string | undefined;
  action?: AuditAction | undefined;
  customer?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Where a page of the trail begins, and how many entries it has (50 by default, 100 at most). */
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

/**
 * `GET /api/audit/actors`: the actors that the trail names, for the filter. It filters by id, because no e-mail goes
 * into an address.
 */
export interface AuditActors {
  actors: { id: string; email: string; role: string }[];
}

/**
 * A line of the answer of `POST /api/audit/verify`, one JSON object a line: progress while the work lasts, then a
 * verdict.
 */
export type VerifyLine =
  | { type: 'progress'; checked: number; total: number }
  | {
      type: 'verdict';
      verdict: ChainStatus['verdict'];
      seq: number;
      events: number;
      finding: ChainFinding;
      /** What was found after it, and how much more. */
      others: ChainFinding[];
      unnamed: number;
    }
  | { type: 'failed'; error: Pick<ErrorBody['error'], 'code' | 'message' | 'problem'> };

/** `GET /api/customers/{uuid}/activity`: the colleagues who looked at a customer or changed them, newest first. */
export interface Activity {
  entries: AuditEntry[];
  next: number | null;
}
