import type { AuditAction } from './audit-details';
import type { ChainVerdict } from './audit-values';
import type { ChainFinding } from './chain-finding';
import type { ErrorBody } from './errors';
import type { People, PersonName } from './people';

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
  /** The author's e-mail of that time. */
  by: string | null;
  /** The author's name; `null` without an account, such as the operator's. */
  byName: string | null;
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

/** The names behind the ids of a page of events. The trail itself holds none of them. */
export interface AuditNames {
  /** The actors, and the accounts that details name. */
  people: People;
  /** Names of customers by uuid, written as the events have it, where the reader may see them and the directory knows them. */
  customers: Readonly<Record<string, string>>;
}

/** `GET /api/audit`: newest first; `next` is the `before` of the following page, `null` on the last one. */
export interface AuditPage extends AuditNames {
  entries: AuditEntry[];
  next: number | null;
  chain: ChainStatus | null;
}

/** Somebody whom the filter of the audit log offers. */
export interface AuditPerson extends PersonName {
  id: string;
  role: string;
}

/**
 * `GET /api/audit/actors`: everybody with an account, for the filter. It filters by id, because neither a name nor an
 * e-mail goes into an address.
 */
export interface AuditActors {
  actors: AuditPerson[];
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

/**
 * Where a page of a customer's activity begins. With `looks` the answer reads events that only look apart from the rest:
 * `limit` and `before` place what was done, `looks` (how many) and `looksBefore` place the looks.
 */
export interface ActivityPlace extends AuditPlace {
  looks?: number | undefined;
  looksBefore?: number | undefined;
}

/** `GET /api/customers/{uuid}/activity`: the colleagues who looked at a customer or changed them, newest first. */
export interface Activity extends Pick<AuditNames, 'people'> {
  entries: AuditEntry[];
  next: number | null;
  /** `looksBefore` of the following page; `null` after the last look, and where looks are not read apart. */
  nextLooks: number | null;
}
