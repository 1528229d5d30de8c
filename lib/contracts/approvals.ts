import * as z from 'zod/mini';
import type { KnownDocument } from '../kyc/document-types';
import { typedText } from '../writing/text';
import type { ContactField } from './audit-values';
import type { Contact } from './requests';
import type { GuardReason } from './takeover';

/** Requests that wait for a second person. */

export const APPROVAL_KINDS = ['correction', 'link'] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

/**
 * `approved`: a link whose maker may create it now. `approving`: the write is under way. `failed`: approved, and Sentinel
 * or the desk refused the write. `unknown`: the write may or may not have happened.
 */
export const APPROVAL_STATES = [
  'waiting',
  'approved',
  'approving',
  'written',
  'unknown',
  'failed',
  'declined',
  'lapsed',
] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** The states in which a request ends without a person. */
export type ApprovalEnd = Extract<ApprovalState, 'written' | 'unknown' | 'failed' | 'lapsed'>;
export const APPROVAL_ENDS = ['written', 'unknown', 'failed', 'lapsed'] as const satisfies readonly ApprovalEnd[];

/** What the desk knew of the caller when the change was asked for. `off`: the desk has no caller check. */
export const CALLER_CHECKED = ['passed', 'not-passed', 'off'] as const;
export type CallerChecked = (typeof CALLER_CHECKED)[number];

/** The bounds of the word that declines a request, in characters. */
export const DECLINING_WORD = { least: 3, most: 200 } as const;

/** The body of `POST /api/approvals/{id}/decline`. */
export const declineSchema = z.strictObject({
  word: z.string().check(z.overwrite(typedText), z.trim(), z.maxLength(DECLINING_WORD.most, 'is too long')),
});

/** A person of the desk, as colleagues know them. */
export interface Colleague {
  name: string;
  email: string;
}

interface Approval {
  id: string;
  kind: ApprovalKind;
  reason: GuardReason;
  customer: { uuid: string; name: string | null };
  maker: Colleague;
  /** ISO 8601. */
  requestedAt: string;
}

export interface WaitingApproval extends Approval {
  /** ISO 8601. */
  lapsesAt: string;
  /** Of a correction. */
  changes: { field: ContactField; before: string | null; after: string }[];
  /** Of a link: the contact that it is made for. */
  contact: Contact | null;
  documents: KnownDocument[];
  callerCheck: CallerChecked;
  purpose: string | null;
  sentence: string | null;
  /** Whether the reader asked for it: then another colleague decides. */
  own: boolean;
}

export interface DecidedApproval extends Approval {
  state: Exclude<ApprovalState, 'waiting'>;
  /** Who approved or declined it; `null` for a request that lapsed. */
  by: Colleague | null;
  /** ISO 8601. */
  decidedAt: string;
  /** Why it was declined. */
  word: string | null;
  /** Why the write failed: an error code. */
  failure: string | null;
}

/** `GET /api/approvals`: what waits, oldest first, and what was decided in the last days, newest first. */
export interface ApprovalsList {
  waiting: WaitingApproval[];
  decided: DecidedApproval[];
}

/** `GET /api/approvals/count`: the requests that wait for a decision which the reader may make. */
export interface ApprovalsCount {
  waiting: number;
}

/** The answer of an approval: how the request stands now. */
export interface ApprovalAnswer {
  state: ApprovalState;
}
