import type { ApiError } from '@/lib/client/api-error';
import type { ErrorCode } from '@/lib/contracts/errors';
import type { Contact, ContactPatch } from '@/lib/contracts/requests';
import { OWNER_WORDS } from '@/lib/words/contact-owners';
import { CONTACT_FIELDS, type ContactField } from './contact-draft';

/** Why a correction failed, or why its outcome is unknown. */
export type CorrectionProblem =
  | { kind: 'in-use'; values: string[] }
  | { kind: 'changed-meanwhile'; seen: Contact; current: Contact }
  /** The answer was lost. Only Sentinel knows whether it saved the change. */
  | { kind: 'unknown-outcome'; message: string; lostAnswer: boolean }
  /** Sentinel was asked again, and holds `current`. */
  | { kind: 'not-saved'; current: Contact }
  /** Nothing was written: a request waits for a second person. */
  | { kind: 'waits'; message: string }
  | { kind: 'refused'; message: string; requestId: string | undefined };

/** Errors after which the write may have happened. The person can ask Sentinel what it holds after each of them. */
const OUTCOME_UNKNOWN: readonly (ErrorCode | 'network')[] = [
  'network',
  'internal',
  'database_unavailable',
  'sentinel_timeout',
  'sentinel_unavailable',
  'sentinel_malformed',
];

export function problemOf(error: ApiError, patch: ContactPatch): CorrectionProblem {
  const { versions, fields, requestId } = error.details;
  if (error.code === 'changed_meanwhile' && versions) {
    return { kind: 'changed-meanwhile', seen: versions.expected, current: versions.current };
  }
  if (error.code === 'contact_in_use') {
    const sent = CONTACT_FIELDS.filter((field) => patch[field] !== undefined);
    const named = sent.filter((field) => fields?.[field] !== undefined);
    return { kind: 'in-use', values: (named.length > 0 ? named : sent).flatMap((field) => patch[field] ?? []) };
  }
  if (error.code === 'approval_required') return { kind: 'waits', message: error.message };
  if (OUTCOME_UNKNOWN.includes(error.code)) {
    return { kind: 'unknown-outcome', message: error.message, lostAnswer: error.code === 'network' };
  }
  return { kind: 'refused', message: error.message, requestId };
}

/** The server's message per field, as a sentence to show under the box. */
export function fieldProblems(error: ApiError): Partial<Record<ContactField, string>> {
  if (error.code === 'contact_in_use') return inUse(error);
  const { email, phoneNumber } = error.fields;
  return { ...(email !== undefined && { email }), ...(phoneNumber !== undefined && { phoneNumber }) };
}

/** Sentinel may refuse without saying which of two values is in use: then neither box says that its value is. */
function inUse({ details }: ApiError): Partial<Record<ContactField, string>> {
  const named = CONTACT_FIELDS.filter((field) => details.fields?.[field] !== undefined);
  const sentence = named.length > 1 ? OWNER_WORDS.oneInUse : OWNER_WORDS.inUse;
  return Object.fromEntries(named.map((field) => [field, sentence]));
}

/** Whether Sentinel's contact has every value of the patch. */
export function holds(current: Contact, patch: ContactPatch): boolean {
  return CONTACT_FIELDS.every((field) => patch[field] === undefined || patch[field] === current[field]);
}
