import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { requestAge } from '../request-scope';
import { type Span, traced } from '../trace/spans';
import { readBody } from './body';
import type { Attempt, Breaker, BreakerOptions } from './breaker';
import { type Place, PoolFull } from './bulkhead';
import { codeOf, openConnections } from './connections';
import type { RefusedCall } from './credentials';
import { DEADLINES, type Deadlines } from './deadlines';
import { contactFieldsOf } from './error-fields';
import { SentinelError, type SentinelErrorDetails, type SentinelErrorKind } from './errors';
import { isSocketFailure, kindOfCode, kindOfStatus, leavesFateOpen } from './failures';
import { parseJson } from './json';
import {
  type CallKind,
  type CallPoolState,
  createPools,
  MAX_BYTES,
  MAX_CONNECTIONS,
  statesOf,
  TRY_AGAIN_AFTER,
} from './pools';
import { createRetries } from './retries';
import { parseRetryAfter } from './retry-after';

export interface SentinelConfig {
  /** Origin and optional path prefix, without query. https, or http on loopback: `isSafeUrl`. */
  baseUrl: string;
  clientUuid: string;
  clientSecret: string;
  /** Missing ones come from {@link DEADLINES}. */
  deadlines?: Partial<Deadlines>;
  /** The most calls of each kind at once, where it is less than the pools let through. */
  connections?: number;
  /** Counts the calls that are under way, so that the sync can pause for them. */
  inFlight?: { count: number };
  /** When a kind of call is left alone for a while. Unset: never. */
  breaker?: BreakerOptions;
  /** The share of reads that may be repetitions, percent; 0 unless given. */
  retryPercent?: number;
  /** How long all calls of one request may take together, ms. Unset: as long as each call may. */
  requestTime?: number;
  /** Memory for the images of all answers, bytes. Unset: no limit. */
  imageMemory?: number;
  /** Hears of each try. */
  onTry?: (tried: Tried) => void;
  /** Hears whether the vendor accepts the credentials, with each answer that says so. */
  onCredentials?: (call: RefusedCall, accepted: boolean) => void;
}

/** The part of a call that readers of its answer need. */
export interface NamedCall {
  name: string;
  write?: boolean;
}

/** One vendor call. A `write` is never repeated, and its error tells when it may have happened. */
export interface Call extends NamedCall {
  kind: CallKind;
  path: string;
}

/** How one try of a call came out, for measurement. */
export interface Tried {
  kind: CallKind;
  /** `answered`: with a 200. `left`: the caller gave up. `open`: the breaker let no call through. */
  result: 'answered' | 'left' | 'open' | SentinelErrorKind;
  /** The time of the call without the wait for its turn, s; `null` when nothing was sent. */
  seconds: number | null;
}

export interface Transport {
  /**
   * Posts the fields with the client's credentials.
   *
   * @param keep gets the call's place, when the answer shall count against the memory of its kind until it is released
   * @returns the body of a 200, at most {@link MAX_BYTES} of its kind, unparsed
   * @throws SentinelError of any kind but `wrong-person`; the reason of `signal` when the caller gave up
   */
  post(
    call: Call,
    fields: Record<string, unknown>,
    signal?: AbortSignal,
    keep?: (place: Place) => void,
  ): Promise<Buffer>;
  pools(): CallPoolState[];
  /** Waits for calls in flight, then closes the connections. May be called twice. */
  close(): Promise<void>;
}

interface Ends {
  /** Aborts with the deadline or the caller. */
  stop: AbortSignal;
  deadline: AbortSignal;
  signal: AbortSignal | undefined;
}

/** Enough of an error's body to find the field that it is about. The rest is not read. */
const MAX_ERROR_BYTES = 64 * 1024;

/** The contract's call that checks credentials. It also decides an ambiguous 400. */
export const FIND_SELF: Call = { name: 'find/self', kind: 'detail', path: '/clients/find/self/clientAuth' };

/** The check of the credentials has a name of its own among the calls of its kind. */
function named(call: Call): RefusedCall {
  return call === FIND_SELF ? 'self' : call.kind;
}

/** Connects one client to one Sentinel. The credentials exist only in this closure and in the sent bytes. */
export function createTransport(config: SentinelConfig): Transport {
  const base = new URL(config.baseUrl);
  const prefix = base.pathname.replace(/\/+$/, '');
  const deadlines = { ...DEADLINES, ...config.deadlines };
  const connections = config.connections ?? MAX_CONNECTIONS;
  const { pool, neverSent, wasReused } = openConnections(base.origin, deadlines, MAX_BYTES.images, connections);
  const pools = createPools(config.breaker ?? { failures: 0, pause: 0 }, config.imageMemory, config.connections);
  const retries = createRetries(config.retryPercent ?? 0);
  const inFlight = config.inFlight ?? { count: 0 };

  async function post(
    call: Call,
    fields: Record<string, unknown>,
    signal?: AbortSignal,
    keep?: (place: Place) => void,
  ): Promise<Buffer> {
    signal?.throwIfAborted();
    const time = Math.min(deadlines.total, (config.requestTime ?? Number.POSITIVE_INFINITY) - requestAge());
    // The request's time is over: nothing is sent, also of a write.
    if (time <= 0) throw new SentinelError('timeout', call.name);
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), time);
    inFlight.count += 1;
    const stop = signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal;
    retries.earn();
    try {
      for (let tries = 1; ; tries += 1) {
        try {
          return await tryOnce(call, fields, { stop, deadline: deadline.signal, signal }, keep);
        } catch (error) {
          const pause = call.write || !mayRepeat(error) ? null : retries.pause(error, tries);
          if (pause === null) throw error;
          // The failure stands when the call's time, or its caller, ends before the repetition.
          await sleep(pause, undefined, { signal: stop }).catch(() => {
            signal?.throwIfAborted();
            throw error;
          });
        }
      }
    } finally {
      inFlight.count -= 1;
      clearTimeout(timer);
    }
  }

  const tryOnce = (call: Call, fields: Record<string, unknown>, ends: Ends, keep?: (place: Place) => void) =>
    traced(`sentinel ${call.name}`, 'client', { 'sentinel.call': call.name, 'sentinel.pool': call.kind }, (span) =>
      tryTraced(span, call, fields, ends, keep),
    );

  async function tryTraced(
    span: Span,
    call: Call,
    fields: Record<string, unknown>,
    ends: Ends,
    keep?: (place: Place) => void,
  ): Promise<Buffer> {
    const { bulkhead, breaker } = pools[call.kind];
    let began: number | null = null;
    let attempt: Attempt | null = null;
    let place: Place | undefined;
    const tell = (result: Tried['result']) => {
      span.tell({ 'sentinel.result': result });
      config.onTry?.({ kind: call.kind, result, seconds: began && (performance.now() - began) / 1_000 });
    };
    try {
      // Also before the wait: calls that hang may still fill the pool.
      if (breaker.isOpen()) throw leftAlone(call, breaker);
      place = await bulkhead.enter(ends.stop);
      attempt = breaker.attempt();
      if (attempt === null) throw leftAlone(call, breaker);
      began = performance.now();
      const response = await send(call, fields, ends.stop);
      if (response.statusCode !== 200) throw await refusal(call, response);
      const body = await readBody(response, MAX_BYTES[call.kind], place);
      attempt.worked();
      tell('answered');
      config.onCredentials?.(named(call), true);
      if (keep === undefined) place.release();
      else {
        place.leave();
        keep(place);
      }
      return body;
    } catch (thrown) {
      place?.release();
      const error = asSentinelError(thrown, call, ends, began !== null);
      judge(attempt, error);
      if (error instanceof SentinelError && error.kind === 'credentials') config.onCredentials?.(named(call), false);
      if (error instanceof SentinelError) tell(error.code === BREAKER_OPEN ? 'open' : error.kind);
      else tell('left');
      throw error;
    }
  }

  function asSentinelError(error: unknown, call: Call, { deadline, signal }: Ends, wasBegun: boolean): unknown {
    // An abort by the caller is no fault of the vendor, so undici's error must not pass as one.
    if (signal?.aborted) return signal.reason;
    if (error instanceof SentinelError) return error;
    if (error instanceof PoolFull) {
      return new SentinelError('busy', call.name, { retryAfterSeconds: TRY_AGAIN_AFTER[call.kind] });
    }
    return new SentinelError(deadline.aborted ? 'timeout' : kindOfCode(codeOf(error)), call.name, {
      code: codeOf(error),
      mayHaveHappened: call.write === true && wasBegun && !neverSent(error),
    });
  }

  async function send(call: Call, fields: Record<string, unknown>, signal: AbortSignal) {
    const request = (): Promise<Dispatcher.ResponseData> =>
      pool.request({
        method: 'POST',
        path: `${prefix}${call.path}`,
        // Nothing is unpacked here, so that no packed answer can be larger than it seems.
        headers: { 'content-type': 'application/json', accept: 'application/json', 'accept-encoding': 'identity' },
        // The credentials come last, so that no field can replace them.
        body: JSON.stringify({ ...fields, clientUuid: config.clientUuid, clientSecret: config.clientSecret }),
        signal,
      });
    try {
      return await request();
    } catch (error) {
      // A server may close an idle connection at the moment we use it. A read is repeated once, on another connection.
      // A write is not, because it could have happened before the connection broke.
      if (call.write || !isSocketFailure(codeOf(error)) || !wasReused(error)) throw error;
      return await request();
    }
  }

  const postOrExplain400: Transport['post'] = async (call, fields, signal, keep) => {
    try {
      return await post(call, fields, signal, keep);
    } catch (error) {
      if (!(error instanceof SentinelError) || error.status !== 400) throw error;
      if (call !== FIND_SELF && (await credentialsWork(signal))) throw error;
      config.onCredentials?.('self', false);
      throw new SentinelError('credentials', call.name, { status: 400 });
    }
  };

  /**
   * `false` only when the vendor refuses the credentials. During an outage, a rate limit or nonsense we know only that it
   * refused the call, and blaming the credentials would send every user to the administrator.
   */
  async function credentialsWork(signal?: AbortSignal): Promise<boolean> {
    try {
      await post(FIND_SELF, {}, signal);
      return true;
    } catch (error) {
      signal?.throwIfAborted();
      const refused =
        error instanceof SentinelError && ['credentials', 'invalid', 'not-found', 'conflict'].includes(error.kind);
      return !refused;
    }
  }

  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= pool.close();
    return closing;
  };
  return { post: postOrExplain400, pools: () => statesOf(pools), close };
}

const BREAKER_OPEN = 'BREAKER_OPEN';

/** A call that the breaker refused fails at once: a wait for the next probe would keep a person for seconds. */
function mayRepeat(error: unknown): error is SentinelError {
  return error instanceof SentinelError && error.code !== BREAKER_OPEN;
}

/** Refused without a call: nothing was sent, also of a write. */
function leftAlone(call: Call, breaker: Breaker): SentinelError {
  const retryAfterSeconds = Math.max(1, Math.ceil(breaker.wait() / 1_000));
  return new SentinelError('unavailable', call.name, { code: BREAKER_OPEN, retryAfterSeconds });
}

/**
 * Tells the breaker what a failure says. An answer below 500 comes from a vendor that works, a limit and a refusal among
 * them. An answer that can't be read may belong to one customer, so it says nothing.
 */
function judge(attempt: Attempt | null, error: unknown): void {
  if (!(error instanceof SentinelError)) attempt?.saidNothing();
  else if (error.status !== undefined && error.status < 500) attempt?.worked();
  else if (error.kind === 'unavailable' || error.kind === 'timeout')
    attempt?.failed((error.retryAfterSeconds ?? 0) * 1_000);
  else attempt?.saidNothing();
}

async function refusal(call: Call, response: Dispatcher.ResponseData): Promise<SentinelError> {
  const { statusCode: status, headers } = response;
  const kind = kindOfStatus(status);
  const details: SentinelErrorDetails = {
    status,
    retryAfterSeconds: parseRetryAfter(headers['retry-after'], new Date()),
    mayHaveHappened: call.write === true && leavesFateOpen(status),
  };
  // The status alone decides. A body that is cut off, late or not JSON changes nothing.
  const body = await readBody(response, MAX_ERROR_BYTES).catch(() => Buffer.alloc(0));
  if (kind === 'invalid' || kind === 'conflict') details.fields = contactFieldsOf(parseJson(body));
  return new SentinelError(kind, call.name, details);
}
