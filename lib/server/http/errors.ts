import 'server-only';
import type { ErrorBody, ErrorCode } from '../../contracts/errors';
import { AccountError } from '../auth/account-error';
import { SentinelError } from '../sentinel/errors';

type Details = Omit<ErrorBody['error'], 'code' | 'message' | 'requestId'>;

/** A failure that a person may read. Everything else that is thrown becomes `internal`. */
export class DeskError extends Error {
  override readonly name = 'DeskError';

  constructor(
    readonly code: ErrorCode,
    message?: string,
    readonly details: Details = {},
  ) {
    super(message ?? MESSAGES[code]);
  }
}

/** Code -> HTTP status. The vendor's faults are 502 (it answered wrongly) or 503 (come back later), never 500. */
export const HTTP_STATUS: Record<ErrorCode, number> = {
  invalid_request: 422,
  payload_too_large: 413,
  unauthenticated: 401,
  forbidden: 403,
  second_factor_required: 403,
  step_up_required: 403,
  proof_refused: 403,
  too_many_attempts: 429,
  account_refused: 409,
  link_refused: 410,
  cross_site_request: 403,
  not_found: 404,
  wrong_person: 409,
  changed_meanwhile: 409,
  contact_in_use: 409,
  contact_refused: 422,
  sentinel_credentials: 502,
  sentinel_refused: 502,
  sentinel_malformed: 502,
  sentinel_rate_limited: 503,
  sentinel_timeout: 503,
  sentinel_unavailable: 503,
  database_unavailable: 503,
  audit_unavailable: 503,
  busy: 503,
  internal: 500,
};

const MESSAGES: Record<ErrorCode, string> = {
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

const FROM_SENTINEL: Record<SentinelError['kind'], ErrorCode> = {
  credentials: 'sentinel_credentials',
  'not-found': 'not_found',
  conflict: 'sentinel_refused',
  invalid: 'sentinel_refused',
  'rate-limited': 'sentinel_rate_limited',
  unavailable: 'sentinel_unavailable',
  timeout: 'sentinel_timeout',
  malformed: 'sentinel_malformed',
  'wrong-person': 'wrong_person',
};

const MAYBE_SAVED = 'The change may or may not have been saved: open the customer again to see, before you repeat it.';

/** Turns anything thrown into what a person may read; `internal` for everything that isn't known here. */
export function toDeskError(error: unknown): DeskError {
  if (error instanceof DeskError) return error;
  if (error instanceof SentinelError) return fromSentinel(error);
  // By name: the trail's writer may be another bundle's copy of its module.
  if (error instanceof Error && error.name === 'TrailUnavailable') return new DeskError('audit_unavailable');
  if (error instanceof AccountError) return fromAccount(error);
  if (isDatabaseOutage(error)) return new DeskError('database_unavailable');
  return new DeskError('internal');
}

function fromAccount({ message, field }: AccountError): DeskError {
  if (field === undefined) return new DeskError('account_refused', message);
  return new DeskError('invalid_request', message, { fields: { [field]: message } });
}

/** The one error envelope as an HTTP answer. */
export function errorResponse(error: DeskError, requestId: string): Response {
  const body: ErrorBody = { error: { code: error.code, message: error.message, requestId, ...error.details } };
  const retryAfter = error.details.retryAfter;
  return Response.json(body, {
    status: HTTP_STATUS[error.code],
    ...(retryAfter !== undefined && { headers: { 'retry-after': String(retryAfter) } }),
  });
}

function fromSentinel(error: SentinelError): DeskError {
  const code = FROM_SENTINEL[error.kind];
  const details = error.retryAfterSeconds === undefined ? {} : { retryAfter: error.retryAfterSeconds };
  return new DeskError(code, error.mayHaveHappened ? `${MESSAGES[code]} ${MAYBE_SAVED}` : undefined, details);
}

/**
 * Connection refused or lost, server shutting down or full, a statement that ran out of time, a deadlock, a pool that
 * gave up waiting. Walks drizzle's `cause`.
 */
function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|08|53|57P|57014|40P01|40001|55P03|25006|58)/.test(code))
    return true;
  if (/timeout exceeded when trying to connect|Connection terminated|Query read timeout/.test(error.message))
    return true;
  return isDatabaseOutage(error.cause);
}
