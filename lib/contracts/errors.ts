import type { Contact } from './requests';

/** Every way in which our routes fail. Closed: the handler side maps each to one HTTP status (`lib/server/http/errors.ts`). */
export const ERROR_CODES = [
  'invalid_request',
  'payload_too_large',
  'unauthenticated',
  'forbidden',
  'second_factor_required',
  'step_up_required',
  'proof_refused',
  'too_many_attempts',
  'account_refused',
  'link_refused',
  'cross_site_request',
  'not_found',
  'wrong_person',
  'changed_meanwhile',
  'contact_in_use',
  'contact_refused',
  'sentinel_credentials',
  'sentinel_refused',
  'sentinel_malformed',
  'sentinel_rate_limited',
  'sentinel_timeout',
  'sentinel_unavailable',
  'database_unavailable',
  'audit_unavailable',
  'busy',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** The one error envelope. `message` is for people and holds no personal data; `requestId` is what support asks for. */
export interface ErrorBody {
  error: {
    code: ErrorCode;
    message: string;
    requestId: string;
    /** Field name -> what is wrong with it, for a form. */
    fields?: Record<string, string>;
    /** With `changed_meanwhile`: what the person saw, and what Sentinel holds now. */
    versions?: { expected: Contact; current: Contact };
    /** With `step_up_required`: how this person proves who they are. */
    proof?: { method: 'password' | 'sso'; code: boolean };
    /** Seconds, when the vendor said when to come back. */
    retryAfter?: number;
  };
}
