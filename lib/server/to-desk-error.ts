import 'server-only';
import type { ErrorCode } from '../contracts/errors';
import { DeskError } from './desk-error';
import { SentinelError } from './sentinel/public';

const FROM_SENTINEL: Record<SentinelError['kind'], ErrorCode> = {
  credentials: 'sentinel_credentials',
  'not-found': 'not_found',
  conflict: 'sentinel_refused',
  invalid: 'sentinel_refused',
  'rate-limited': 'sentinel_rate_limited',
  unavailable: 'sentinel_unavailable',
  timeout: 'sentinel_timeout',
  malformed: 'sentinel_malformed',
  'too-large': 'images_too_large',
  busy: 'busy',
  'wrong-person': 'wrong_person',
};

/**
 * Turns anything thrown into a failure that a person may read; `internal` for every error that is not known here. Takes
 * errors of the engines as well, so it stands beside {@link DeskError} rather than in `http/`.
 */
export function toDeskError(error: unknown): DeskError {
  if (error instanceof DeskError) return error;
  if (error instanceof SentinelError) return fromSentinel(error);
  // By name: the bundler may give the trail's writer another copy of this class.
  if (error instanceof Error && error.name === 'TrailUnavailable') return new DeskError('audit_unavailable');
  if (isDatabaseOutage(error)) return new DeskError('database_unavailable');
  return new DeskError('internal');
}

function fromSentinel(error: SentinelError): DeskError {
  const code = FROM_SENTINEL[error.kind];
  return new DeskError(code, undefined, {
    ...(error.retryAfterSeconds !== undefined && { retryAfter: error.retryAfterSeconds }),
    ...(error.mayHaveHappened && { maybeSaved: true as const }),
  });
}

/**
 * Whether the database could not be reached or could not answer: a connection refused or lost, a server that shuts down
 * or is full, a role or a database that the server no longer lets in, a statement timeout, a deadlock, a pool timeout.
 * Follows `cause`, because drizzle wraps the driver's error.
 */
function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|08|28|3D000|53|57P|57014|40P01|40001|55P03|25006|58)/.test(code))
    return true;
  if (/timeout exceeded when trying to connect|Connection terminated|Query read timeout/.test(error.message))
    return true;
  return isDatabaseOutage(error.cause);
}
