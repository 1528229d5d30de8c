import type { ApiError } from '@/lib/client/api-error';
import type { ErrorCode } from '@/lib/contracts/errors';
import type { Contact, ContactPatch } from '@/lib/contracts/requests';
import { CONTACT_FIELDS, type ContactField } from './contact-draft';

/** Why a correction did not go through, or may not have, as the form tells it. */
export type CorrectionProblem =
  | { kind: 'in-use'; values: string[] }
  | { kind: 'changed-meanwhile'; seen: Contact; current: Contact }
  /** The answer got lost on the way: only Sentinel knows. */
  | { kind: 'unknown-outcome'; message: string; lostAnswer: boolean }
  /** Sentinel was asked, and still holds this. */
  | { kind: 'not-saved'; current: Contact }
  | { kind: 'refused'; message: string; requestId: string | undefined };

/** After these the write may have happened. The server's message says so where it knows; asking is right for all. */
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
  if (OUTCOME_UNKNOWN.includes(error.code)) {
    return { kind: 'unknown-outcome', message: error.message, lostAnswer: error.code === 'network' };
  }
  return { kind: 'refused', message: error.message, requestId };
}

/** What the server says of single fields, as sentences under their boxes. */
export function fieldProblems(error: ApiError): Partial<Record<ContactField, string>> {
  // Which value is taken stands in the alert, in full.
  if (error.code === 'contact_in_use') return {};
  const entries = CONTACT_FIELDS.flatMap((field) => {
    const problem = error.details.fields?.[field];
    return problem ? [[field, `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`]] : [];
  });
  return Object.fromEntries(entries);
}

/** Whether Sentinel now holds everything that was to be saved. */
export function holds(current: Contact, patch: ContactPatch): boolean {
  return CONTACT_FIELDS.every((field) => patch[field] === undefined || patch[field] === current[field]);
}
