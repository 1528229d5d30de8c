import 'server-only';
import type { ErrorBody, ErrorCode } from '../contracts/errors';

type Details = Omit<ErrorBody['error'], 'code' | 'message' | 'requestId'>;

/**
 * A failure that a person may read. Engines and use cases throw it; `http/errors.ts` gives it a status and an envelope.
 * Any other thrown value becomes `internal` (`to-desk-error.ts`).
 */
export class DeskError extends Error {
  override readonly name: string = 'DeskError';

  constructor(
    readonly code: ErrorCode,
    message?: string,
    readonly details: Details = {},
  ) {
    super(message ?? MESSAGES[code]);
  }
}

/** The sentence of each code, unless the thrower has a more exact one. */
export const MESSAGES: Record<ErrorCode, string> = {
  invalid_request: 'The request is not valid.',
  payload_too_large: 'The request is too large.',
  unauthenticated: 'You are signed out. Sign in again.',
  forbidden: 'Your role does not allow this.',
  second_factor_required: 'Your role needs a second factor. Set one up first.',
  step_up_required: 'Confirm first that it is you.',
  proof_refused: 'That did not prove that it is you.',
  too_many_attempts: 'Too many failed attempts. Try again in a few minutes.',
  account_refused: 'This account can not be changed like that.',
  link_refused:
    'This link has expired, was used already, or a newer one replaced it. Ask your administrator for a new one.',
  cross_site_request: 'This request came from another site and was refused.',
  not_found: 'There is no such customer.',
  wrong_person: 'The contact on file now leads to a different customer. Nothing was opened.',
  changed_meanwhile: 'Somebody else changed this contact meanwhile. Nothing was overwritten.',
  contact_in_use: 'This value is already used by another customer.',
  contact_refused: 'Sentinel does not accept this value.',
  sentinel_credentials: "Sentinel refuses this dashboard's credentials. Tell your administrator.",
  sentinel_refused: 'Sentinel could not process this request. Tell your administrator.',
  sentinel_malformed: 'Sentinel gave an answer that could not be read. Try again.',
  sentinel_rate_limited: 'Sentinel is receiving too many requests. Try again in a moment.',
  sentinel_timeout: 'Sentinel did not answer in time. Try again.',
  sentinel_unavailable: 'Sentinel can not be reached. Try again in a moment.',
  database_unavailable: "The desk's database can not be reached. Try again in a moment.",
  audit_unavailable:
    'What is done here has to be recorded, and that does not work right now. Nothing was done. Try again in a moment.',
  busy: 'The desk is busy with earlier requests like this one. Try again in a moment.',
  internal: 'Something went wrong here. Try again, and give the request id if it stays.',
};
