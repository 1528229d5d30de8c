import type { Budget, LeasedWork } from './budgets';
import type { Coverage } from './coverage';
import type { CustomerPage, KnownRecord } from './customer';
import type { Contact } from './requests';
import type { SearchAnswer } from './search';

/**
 * Every way in which our routes fail. A closed list: `lib/server/http/errors.ts` maps each code to one HTTP status.
 */
export const ERROR_CODES = [
  'invalid_request',
  'payload_too_large',
  'unauthenticated',
  'other_person',
  'forbidden',
  'second_factor_required',
  'step_up_required',
  'purpose_required',
  'caller_check_required',
  'caller_check_closed',
  'approval_required',
  'approval_closed',
  'proof_refused',
  'too_many_attempts',
  'budget_spent',
  'account_refused',
  'link_refused',
  'cross_site_request',
  'not_found',
  'wrong_person',
  'changed_meanwhile',
  'contact_in_use',
  'contact_refused',
  'export_incomplete',
  'sentinel_credentials',
  'sentinel_refused',
  'sentinel_malformed',
  'images_too_large',
  'sentinel_rate_limited',
  'sentinel_timeout',
  'sentinel_unavailable',
  'database_unavailable',
  'audit_unavailable',
  'busy',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * The exact problem, where the code alone does not tell it: each problem with its parameters. `lib/words/errors.ts`
 * holds the words. A parameter never holds a customer's data; `email` is the address of a staff account.
 */
export interface Problems {
  /** Values and requests. */
  missing: object;
  empty: object;
  too_short: object;
  too_long: object;
  unknown_key: object;
  given_twice: object;
  not_valid: object;
  wrong_type: { type: string };
  /** A rule of a request that no form sends. `rule` is the schema's English, for people who call the API by hand. */
  rule: { rule: string };
  not_json: object;
  not_json_type: object;
  not_utf8: object;
  no_query_here: object;
  foreign_cursor: object;
  not_a_phone_number: object;
  same_as_before: object;
  nothing_would_change: object;
  sentence_too_short: { least: number; most: number };
  sentence_for_other_only: object;
  in_use: object;
  not_accepted: object;
  /** Customers. */
  beyond_newest: { customers: number };
  no_contact_for_link: object;
  contact_being_saved: object;
  no_directory: object;
  too_many_to_sort: { most: number };
  /** Saved views. */
  too_many_own_views: { most: number };
  too_many_team_views: { most: number };
  too_many_in_digest: { most: number };
  view_of_other_page: object;
  view_changed: object;
  digest_of_team_alone: object;
  /** Caller check and approvals. */
  too_few_items: object;
  not_a_birth_date: object;
  /** `until` is ISO 8601, here and below. */
  closed_until: { until: string };
  waits_until: { until: string };
  own_request: object;
  decided_already: object;
  request_lapsed: object;
  maker_may_not: object;
  no_such_request: object;
  no_such_document: object;
  /** Notes. */
  no_such_note: object;
  note_of_another: object;
  note_too_old: { minutes: number };
  note_changed: object;
  too_many_notes: { most: number };
  open_first: object;
  own_review: object;
  review_closed: object;
  /** A file of customers would lack some of them, and the request does not accept that. */
  incomplete: Coverage;
  /** Sign-in and second factor. */
  wrong: object;
  password_wrong: object;
  code_missing: object;
  code_used: object;
  code_not_shown: object;
  expired: object;
  took_too_long: object;
  prove_at_provider: object;
  factor_at_provider: object;
  no_passkeys_here: object;
  passkey_refused: object;
  passkey_needed: object;
  passkey_known: object;
  last_passkey: object;
  too_many_passkeys: { most: number };
  no_such_passkey: object;
  nothing_to_recover: object;
  no_passwords_here: object;
  no_sso_here: object;
  nothing_here: object;
  no_such_view: object;
  session_ended: object;
  /** Accounts. */
  no_such_account: object;
  no_password_of_account: { email: string };
  account_is_disabled: { email: string };
  account_at_provider: { email: string };
  account_without_factor: { email: string };
  account_without_passkey: { email: string };
  account_exists: { email: string };
  last_administrator: { email: string };
  own_role: object;
  own_account: object;
  own_recovery: object;
  own_budget: object;
  /** A budget is spent until then; with `left`, it has too little left for this. ISO 8601. */
  spent: { budget: Budget; left: number; until: string };
  /** The person has as much of this work under way as they may. */
  at_once: { work: LeasedWork };
  not_an_email: object;
  name_length: { least: number; most: number };
  unknown_role: { roles: readonly string[] };
  /** Passwords. */
  password_too_short: { least: number };
  password_too_long: { most: number };
  password_common: object;
  password_personal: object;
}
export type ProblemCode = keyof Problems;
export type Problem = { [Code in ProblemCode]: { code: Code } & Problems[Code] }[ProblemCode];

/**
 * The error envelope. The browser writes its own words for `code`, `problem` and `fields`. `message` is the same in
 * English, for logs and for people who call the API by hand; it holds no personal data of a customer. Support asks for
 * the `requestId`.
 */
export interface ErrorBody {
  error: {
    code: ErrorCode;
    message: string;
    requestId: string;
    problem?: Problem;
    /** Field name -> its problem, for a form. */
    fields?: Record<string, Problem>;
    /** A write was sent to Sentinel and may or may not have happened. */
    maybeSaved?: true;
    /** With `changed_meanwhile`: the version that the person saw, and the version that Sentinel holds now. */
    versions?: { expected: Contact; current: Contact };
    /**
     * With `step_up_required`: the ways in which this person can prove who they are. `passkey` as the method: by a
     * passkey alone. With `password`: whether the password takes a code, and whether a passkey does as well.
     */
    proof?: { method: 'password' | 'passkey' | 'sso'; code: boolean; passkey: boolean };
    /** With `purpose_required`: the purposes that the operator lists. */
    purposes?: readonly string[];
    /** With `approval_required`: the request that waits, and until when, ISO 8601. */
    approval?: { id: string; until: string };
    /** Seconds to wait, when the vendor named them. */
    retryAfter?: number;
    /** With a failure of Sentinel: what the directory knows of the list or customer that was asked for. */
    known?: CustomerPage | KnownRecord | SearchAnswer;
  };
}
