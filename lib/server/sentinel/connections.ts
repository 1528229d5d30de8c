import 'server-only';
import { buildConnector, Pool } from 'undici';
import type { Deadlines } from './deadlines';

const KEEP_ALIVE_MS = 60_000;

/** The pool, and two facts about each failure: undici's errors alone do not tell whether anything was sent. */
export interface Connections {
  pool: Pool;
  /** Whether the connection failed to open, so that nothing was sent. */
  neverSent(error: unknown): boolean;
  /** Whether a reused connection broke: most likely the vendor had just closed it as idle. */
  wasReused(error: unknown): boolean;
}

/**
 * One pool of HTTP/1.1 connections to one origin, without pipelining and without redirects.
 *
 * @param maxBytes cap on the body of an answer
 * @param connections the most of them
 */
export function openConnections(
  origin: string,
  deadlines: Deadlines,
  maxBytes: number,
  connections: number,
): Connections {
  const failedToConnect = new WeakSet<Error>();
  const brokeAfterUse = new WeakSet<Error>();
  const connect = buildConnector({ timeout: deadlines.connect });

  const pool = new Pool(origin, {
    connections,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    headersTimeout: deadlines.headers,
    bodyTimeout: deadlines.body,
    maxResponseSize: maxBytes,
    connect: (options, callback) =>
      connect(options, (...result) => {
        const [error, socket] = result;
        if (error) failedToConnect.add(error);
        else
          socket.prependListener('error', (broken: Error) => {
            if (socket.bytesRead > 0) brokeAfterUse.add(broken);
          });
        callback(...result);
      }),
  });

  return {
    pool,
    neverSent: (error) => error instanceof Error && (failedToConnect.has(error) || codeOf(error) === 'UND_ERR_CLOSED'),
    wasReused: (error) => error instanceof Error && brokeAfterUse.has(error),
  };
}

/** The `code` of a Node or undici error: the only part without addresses and payload. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // undici's parser gives no code when the answer is not HTTP.
  return error.name === 'HTTPParserError' ? 'HPE_UNKNOWN' : undefined;
}
