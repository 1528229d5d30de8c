import 'server-only';

/**
 * Every way in which a call of the vendor fails (docs/sentinel-contract.md, Conventions). A closed list: the use cases
 * decide by this kind alone, and never by the vendor's HTTP status.
 */
export const SENTINEL_ERROR_KINDS = [
  'credentials',
  'not-found',
  'conflict',
  'invalid',
  'rate-limited',
  'unavailable',
  'timeout',
  'malformed',
  'too-large',
  'busy',
  'wrong-person',
] as const;
export type SentinelErrorKind = (typeof SENTINEL_ERROR_KINDS)[number];

/** The contact fields that both sides name. */
export type ContactField = 'email' | 'phoneNumber';

export interface SentinelErrorDetails {
  /** The HTTP status of the answer, when there was one. */
  status?: number | undefined;
  /** The seconds of `Retry-After`. */
  retryAfterSeconds?: number | undefined;
  fields?: readonly ContactField[] | undefined;
  /** A code such as `ECONNRESET` or `UND_ERR_SOCKET`; any other text is dropped. */
  code?: string | undefined;
  mayHaveHappened?: boolean | undefined;
}

const WORDS: Record<SentinelErrorKind, string> = {
  credentials: "Sentinel refuses this dashboard's credentials",
  'not-found': 'Sentinel has no such thing for this client',
  conflict: 'the value conflicts with what Sentinel holds',
  invalid: 'Sentinel refuses the request as invalid',
  'rate-limited': 'Sentinel receives too many requests',
  unavailable: 'Sentinel can not be reached or can not answer',
  timeout: 'Sentinel did not answer in time',
  malformed: 'Sentinel gave an answer outside its contract',
  'too-large': 'Sentinel gave images that are larger than the desk takes',
  busy: 'the desk has too many such calls under way already',
  'wrong-person': 'Sentinel answered with another customer than the one asked for',
};

/**
 * The only error of this engine. It is safe to log whole. The vendor may echo our request, client secret included, in
 * the body of its error. So this error keeps only a status, a number of seconds and a code of the answer, and has no
 * `cause`.
 */
export class SentinelError extends Error {
  override readonly name = 'SentinelError';
  /**
   * By name: the bundler gives pages and handlers copies of this class, and all of them share one connection, whose
   * errors are of the copy that opened it.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'SentinelError';
  }
  readonly kind: SentinelErrorKind;
  /** The vendor call that failed, by our name for it, not by its address. */
  readonly call: string;
  readonly status: number | undefined;
  /** Whole seconds to wait, 0 to 3,600; `undefined` when the vendor didn't say. */
  readonly retryAfterSeconds: number | undefined;
  /** With `invalid` and `conflict`: the contact fields that the vendor's errors seem to be about; may be empty. */
  readonly fields: readonly ContactField[];
  readonly code: string | undefined;
  /** A write was sent and may or may not have happened. Read the customer before you repeat it. */
  readonly mayHaveHappened: boolean;

  constructor(kind: SentinelErrorKind, call: string, details: SentinelErrorDetails = {}) {
    super(`${call}: ${WORDS[kind]}${details.status === undefined ? '' : ` (HTTP ${details.status})`}`);
    this.kind = kind;
    this.call = call;
    this.status = details.status;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.fields = details.fields ?? [];
    this.code = details.code !== undefined && /^[A-Z][A-Z0-9_]{1,59}$/.test(details.code) ? details.code : undefined;
    this.mayHaveHappened = details.mayHaveHappened ?? false;
  }
}
