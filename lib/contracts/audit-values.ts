import type { ErrorCode } from './errors';

/**
 * The values that details of audit events choose from. They have names, so that the schemas (`audit-details.ts`) and
 * the words for people (`lib/words`) share one list: a new value does not compile until it has a word. No schema here:
 * the browser loads this file.
 */

export const SIGN_IN_METHODS = ['password', 'passkey', 'sso'] as const;
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

/** The second factor that a sign-in was proved with. `provider`: the identity provider asked for one. */
export const SECOND_FACTORS = ['none', 'totp', 'recovery-code', 'passkey', 'provider'] as const;
export type SecondFactor = (typeof SECOND_FACTORS)[number];

/** Records that `npm run retention` removes once they are older than their period. */
export const REMOVABLE = ['trail', 'reviews', 'approvals', 'password-links', 'contacts'] as const;
export type Removable = (typeof REMOVABLE)[number];

/** Why the provider's answer did not tell a person's roles (`lib/server/auth/sso-claims.ts`). */
export const ROLE_CLAIM_GAPS = ['roles-missing', 'roles-overage', 'roles-unreadable'] as const;
export type RoleClaimGap = (typeof ROLE_CLAIM_GAPS)[number];

/** Why an answer of an authenticator proved nothing (`lib/server/auth/passkey-answer.ts`). */
export const PASSKEY_FAULTS = [
  'passkey-challenge',
  'passkey-origin',
  'passkey-unknown',
  'passkey-answer',
  'passkey-counter',
] as const;
export type PasskeyFault = (typeof PASSKEY_FAULTS)[number];

export const REFUSAL_REASONS = [
  'wrong-pair',
  'wrong-code',
  ...PASSKEY_FAULTS,
  'disabled',
  'no-role',
  ...ROLE_CLAIM_GAPS,
  'provider',
  'other-person',
  'locked',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** `replaced`: another sign-in in the same browser. `limit`: the person had more sessions than they may. */
export const ENDING_REASONS = [
  'self',
  'administrator',
  'disabled',
  'password',
  'role',
  'second-factor',
  'replaced',
  'limit',
] as const;
export type EndingReason = (typeof ENDING_REASONS)[number];

export const FACTOR_CHANGES = ['enrolled', 'removed', 'recovery-codes-renewed', 'recovery-code-used'] as const;
export type FactorChange = (typeof FACTOR_CHANGES)[number];

export const ACCOUNT_KINDS = ['local', 'sso'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

export const LINK_PURPOSES = ['invite', 'reset'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** Where a password was set. */
export const PASSWORD_WAYS = ['link', 'command-line'] as const;
export type PasswordWay = (typeof PASSWORD_WAYS)[number];

/** What a check of the audit chain can find. */
export const CHAIN_VERDICTS = ['intact', 'altered', 'missing', 'cut', 'mismatch'] as const;
export type ChainVerdict = (typeof CHAIN_VERDICTS)[number];

/** Why the desk forgot its copy of Sentinel's customers by itself. */
export const FORGETTING_REASONS = ['other-client'] as const;
export type ForgettingReason = (typeof FORGETTING_REASONS)[number];

export const AUDIT_FORMATS = ['jsonl', 'csv'] as const;
export type AuditFormat = (typeof AUDIT_FORMATS)[number];

/** The contact fields that a customer has. */
export const CONTACT_FIELDS = ['email', 'phoneNumber'] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];

/**
 * How an event ended: `success` or an error code. `client_left`: the reader left before the answer was whole.
 * `pending` and `unknown` stand for an intent without an outcome (`AuditEntry`).
 */
export type AuditOutcome = ErrorCode | 'success' | 'client_left' | 'pending' | 'unknown';

/** What a person saw in the place of Sentinel's answer. */
export const SHOWN_FROM = ['directory'] as const;
export type ShownFrom = (typeof SHOWN_FROM)[number];
