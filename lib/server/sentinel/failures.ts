import 'server-only';
import type { SentinelErrorKind } from './errors';

/**
 * HTTP status -> kind (docs/sentinel-contract.md, Conventions). 400 has two meanings, and `transport.ts` decides
 * between them.
 *
 * - Other 4xx (405, 408, 410, 413 …) are `unavailable`, not `invalid`: they concern the service or our way of calling
 *   it, and a person's input cannot be the reason.
 * - 1xx, other 2xx and 3xx are `malformed`: the answer does not come from this API. A redirect is never followed,
 *   because it would carry the secret to another address.
 */
export function kindOfStatus(status: number): SentinelErrorKind {
  switch (status) {
    case 401:
    case 403:
      return 'credentials';
    case 404:
      return 'not-found';
    case 409:
      return 'conflict';
    case 400:
    case 422:
      return 'invalid';
    case 429:
      return 'rate-limited';
    default:
      return status >= 400 ? 'unavailable' : 'malformed';
  }
}

/** Whether a write may have happened despite this status. Every 4xx is a plain refusal. */
export function leavesFateOpen(status: number): boolean {
  return status < 400 || status >= 500;
}

const TIMEOUTS = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
  'ERR_SOCKET_CONNECTION_TIMEOUT',
]);
const NOT_THE_PROTOCOL = new Set([
  'UND_ERR_RES_EXCEEDED_MAX_SIZE',
  'UND_ERR_HEADERS_OVERFLOW',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
]);

/** Error code of Node or undici -> kind. An unknown code is `unavailable`: refused, reset, unresolvable, TLS. */
export function kindOfCode(code: string | undefined): SentinelErrorKind {
  if (code === undefined) return 'unavailable';
  if (TIMEOUTS.has(code)) return 'timeout';
  // HPE_…: the parser read text that is not HTTP.
  return NOT_THE_PROTOCOL.has(code) || code.startsWith('HPE_') ? 'malformed' : 'unavailable';
}

/** Whether the connection itself failed, as opposed to a deadline or a bad answer. */
export function isSocketFailure(code: string | undefined): boolean {
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE' || code === 'ECONNABORTED';
}
