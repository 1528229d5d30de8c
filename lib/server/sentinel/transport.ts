import 'server-only';
import type { Dispatcher } from 'undici';
import { codeOf, openConnections } from './connections';
import { DEADLINES, type Deadlines } from './deadlines';
import { contactFieldsOf } from './error-fields';
import { SentinelError, type SentinelErrorDetails } from './errors';
import { isSocketFailure, kindOfCode, kindOfStatus, leavesFateOpen } from './failures';
import { parseJson } from './json';
import { parseRetryAfter } from './retry-after';

export interface SentinelConfig {
  /** Origin and optional path prefix, without query. https, or http on loopback: `isSafeUrl`. */
  baseUrl: string;
  clientUuid: string;
  clientSecret: string;
  /** For tests. Missing ones come from {@link DEADLINES}. */
  deadlines?: Partial<Deadlines>;
  /** The most connections; 64 by default. */
  connections?: number;
  /** Counts the calls that are under way, so that the sync can pause for them. */
  inFlight?: { count: number };
}

/** One vendor call. A `write` is never repeated, and its error tells when it may have happened. */
export interface Call {
  name: string;
  path: string;
  write?: boolean;
}

export interface Transport {
  /**
   * Posts the fields with the client's credentials.
   *
   * @returns the body of a 200, at most {@link MAX_BYTES}, unparsed
   * @throws SentinelError of any kind but `wrong-person`; the reason of `signal` when the caller gave up
   */
  post(call: Call, fields: Record<string, unknown>, signal?: AbortSignal): Promise<Buffer>;
  /** Waits for calls in flight, then closes the connections. May be called twice. */
  close(): Promise<void>;
}

/** The largest accepted answer: room for several originals of 900 KB each as base64. */
export const MAX_BYTES = 40 * 1024 * 1024;
/** Enough of an error's body to find the field that it is about. The rest is not read. */
const MAX_ERROR_BYTES = 64 * 1024;

/** The contract's call that checks credentials. It also decides an ambiguous 400. */
export const FIND_SELF: Call = { name: 'find/self', path: '/clients/find/self/clientAuth' };

/** Connects one client to one Sentinel. The credentials exist only in this closure and in the sent bytes. */
export function createTransport(config: SentinelConfig): Transport {
  const base = new URL(config.baseUrl);
  const prefix = base.pathname.replace(/\/+$/, '');
  const deadlines = { ...DEADLINES, ...config.deadlines };
  const { pool, neverSent, wasReused } = openConnections(base.origin, deadlines, MAX_BYTES, config.connections);
  const inFlight = config.inFlight ?? { count: 0 };

  async function post(call: Call, fields: Record<string, unknown>, signal?: AbortSignal): Promise<Buffer> {
    signal?.throwIfAborted();
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), deadlines.total);
    inFlight.count += 1;
    const stop = signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal;
    try {
      const response = await send(call, fields, stop);
      if (response.statusCode === 200) return await readBody(response, MAX_BYTES);
      throw await refusal(call, response);
    } catch (error) {
      // An abort by the caller is no fault of the vendor, so undici's error must not pass as one.
      signal?.throwIfAborted();
      if (error instanceof SentinelError) throw error;
      throw new SentinelError(deadline.signal.aborted ? 'timeout' : kindOfCode(codeOf(error)), call.name, {
        code: codeOf(error),
        mayHaveHappened: call.write === true && !neverSent(error),
      });
    } finally {
      inFlight.count -= 1;
      clearTimeout(timer);
    }
  }

  async function send(call: Call, fields: Record<string, unknown>, signal: AbortSignal) {
    const request = (): Promise<Dispatcher.ResponseData> =>
      pool.request({
        method: 'POST',
        path: `${prefix}${call.path}`,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
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

  async function postOrExplain400(call: Call, fields: Record<string, unknown>, signal?: AbortSignal): Promise<Buffer> {
    try {
      return await post(call, fields, signal);
    } catch (error) {
      if (!(error instanceof SentinelError) || error.status !== 400) throw error;
      if (call !== FIND_SELF && (await credentialsWork(signal))) throw error;
      throw new SentinelError('credentials', call.name, { status: 400 });
    }
  }

  /**
   * `false` only when the vendor refuses the credentials. During an outage or a rate limit we know only that it refused
   * the call, and blaming the credentials would send every user to the administrator.
   */
  async function credentialsWork(signal?: AbortSignal): Promise<boolean> {
    try {
      await post(FIND_SELF, {}, signal);
      return true;
    } catch (error) {
      signal?.throwIfAborted();
      const passing = error instanceof SentinelError && ['timeout', 'unavailable', 'rate-limited'].includes(error.kind);
      return passing;
    }
  }

  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= pool.close();
    return closing;
  };
  return { post: postOrExplain400, close };
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

/**
 * @throws an error with code `UND_ERR_RES_EXCEEDED_MAX_SIZE` as undici's own cap does. Leaving the loop ends the stream
 */
async function readBody({ headers, body }: Dispatcher.ResponseData, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  if (Number(headers['content-length'] ?? 0) > limit) {
    body.on('error', () => undefined).destroy();
    throw tooLarge();
  }
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

function tooLarge(): Error {
  return Object.assign(new Error('too large'), { code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' });
}
