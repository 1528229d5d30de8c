import type { ContactField } from './audit-values';

/**
 * The takeover guard: changes of a contact that would hand a customer over need a second person
 * (`docs/decisions.md`, decision 45). The windows are data, and stand here alone.
 */

/** `warn`: the change goes through, and the event says what it was. */
export const GUARD_MODES = ['enforce', 'warn', 'off'] as const;
export type GuardMode = (typeof GUARD_MODES)[number];

export const GUARD_WINDOWS = {
  /** E-mail and phone number corrected within this time: nothing of the old contact is left. Hours. */
  bothContacts: 7 * 24,
  /** A verification link so soon after a correction goes to the new contact. Hours. */
  linkAfterCorrection: 24,
  /** How long a request waits for a colleague, and an approved link for its maker. Hours. */
  request: 24,
} as const;

/** Why a change needs a second person. */
export const GUARD_REASONS = ['both-contacts', 'link-after-correction'] as const;
export type GuardReason = (typeof GUARD_REASONS)[number];

/** A correction that was saved, or whose outcome is unknown. */
export interface PastCorrection {
  fields: readonly ContactField[];
  /** Hours since the correction was asked for. */
  hoursAgo: number;
}

/** Why a correction of these fields needs a second person; `null` for one that doesn't. */
export function guardCorrection(fields: readonly ContactField[], past: readonly PastCorrection[]): GuardReason | null {
  const recent = past.filter(({ hoursAgo }) => hoursAgo < GUARD_WINDOWS.bothContacts);
  const all = new Set([...fields, ...recent.flatMap((one) => one.fields)]);
  return all.has('email') && all.has('phoneNumber') ? 'both-contacts' : null;
}

/** Why a verification link needs a second person; `null` for one that doesn't. */
export function guardLink(past: readonly PastCorrection[]): GuardReason | null {
  const isRecent = past.some(
    ({ fields, hoursAgo }) => fields.length > 0 && hoursAgo < GUARD_WINDOWS.linkAfterCorrection,
  );
  return isRecent ? 'link-after-correction' : null;
}
