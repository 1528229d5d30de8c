import 'server-only';
import type { SsoFailure } from '../../words/sso-failures';

/** What was wrong with a provider's answer, as the log names it: a closed list, so that no claim gets into a log. */
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
 * How openid-client words its refusals. It has no codes for them, and its sentences hold the values that it compared,
 * so they are recognised here and never logged. Its version is pinned, and a test walks through them.
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

/** Anything thrown between the provider's redirect and a recognised person, as one word. */
export function reasonOf(error: unknown): OidcReason {
  if (error instanceof OidcFailure) return error.reason;
  if (!(error instanceof Error)) return 'other';
  if ('code' in error && typeof error.code === 'string' && /^(E[A-Z]|UND_ERR|CERT_|DEPTH_)/.test(error.code)) {
    return 'unreachable';
  }
  if (error.name === 'ZodError' || error.name === '$ZodError') return 'claims';
  return WORDINGS.find(([wording]) => wording.test(error.message))?.[1] ?? 'other';
}

/** What the person hears of it. */
export function failureOf(reason: OidcReason): SsoFailure {
  if (reason === 'unreachable' || reason === 'discovery') return 'SsoUnavailable';
  if (reason === 'cancelled') return 'SsoCancelled';
  if (reason === 'not-fresh') return 'SsoNotFresh';
  return 'SsoRefused';
}
