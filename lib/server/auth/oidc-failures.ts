import 'server-only';
import type { SsoFailure } from '../../words/sso-failures';

/** The reasons of a refused answer, as the log names them. A closed list, so that no claim gets into a log. */
export type OidcReason =
  | 'unreachable'
  | 'discovery'
  | 'cancelled'
  | 'state'
  | 'issuer-parameter'
  | 'code'
  | 'client'
  | 'algorithm'
  | 'signature'
  | 'issuer'
  | 'audience'
  | 'time'
  | 'nonce'
  | 'claims'
  | 'answer'
  | 'not-fresh'
  | 'other';

/** A check of ours that failed. */
export class OidcFailure extends Error {
  override readonly name = 'OidcFailure';

  constructor(
    readonly reason: OidcReason,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

/**
 * The messages of openid-client's refusals. It has no codes for them, and its messages hold the compared values, so we
 * match them and never log them. The package's version is pinned, and a test reads all its messages.
 */
const WORDINGS: readonly [RegExp, OidcReason][] = [
  [/^outgoing request timed out|got: 5\d\d/, 'unreachable'],
  [/^expected 200 OK/, 'answer'],
  [/^state (mismatch|missing)/, 'state'],
  [/^iss (mismatch|missing)/, 'issuer-parameter'],
  [/^invalid_grant|^code missing/, 'code'],
  [/^(invalid|unauthorized)_client/, 'client'],
  [/^access_denied|^(login|interaction|consent|account_selection)_required/, 'cancelled'],
  [/^unexpected JWT alg/, 'algorithm'],
  [/^failed to validate JWT signature|^no valid key found|^multiple matching keys/, 'signature'],
  [/^unexpected iss value/, 'issuer'],
  [/^aud (mismatch|is missing)|^azp mismatch|property azp$/, 'audience'],
  [/^JWT (expired|not active|iat|exp|nbf|issued)/, 'time'],
  [/^nonce mismatch/, 'nonce'],
  [/^missing required JWT property|^failed to decode JWT|^id_token not present|sub mismatch|at_hash/, 'claims'],
];

/** The reason of any error between the provider's redirect and a recognised person. */
export function reasonOf(error: unknown): OidcReason {
  if (error instanceof OidcFailure) return error.reason;
  if (!(error instanceof Error)) return 'other';
  if ('code' in error && typeof error.code === 'string' && /^(E[A-Z]|UND_ERR|CERT_|DEPTH_)/.test(error.code)) {
    return 'unreachable';
  }
  if (error.name === 'ZodError' || error.name === '$ZodError') return 'claims';
  return WORDINGS.find(([wording]) => wording.test(error.message))?.[1] ?? 'other';
}

/** The failure that the person reads. */
export function failureOf(reason: OidcReason): SsoFailure {
  if (reason === 'unreachable' || reason === 'discovery') return 'SsoUnavailable';
  if (reason === 'cancelled') return 'SsoCancelled';
  if (reason === 'not-fresh') return 'SsoNotFresh';
  return 'SsoRefused';
}
