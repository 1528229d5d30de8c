import 'server-only';
import pino, { type Logger } from 'pino';
import { env } from './env';
import { singleton } from './singleton';

/** JSON lines on standard output. No payload, no query string, no personal data: a route, a status, ids and times. */
export function log(): Logger {
  return singleton('log', () =>
    pino({ level: env().LOG_LEVEL, base: null, formatters: { level: (label) => ({ level: label }) } }),
  );
}

/**
 * The loggable part of a thrown value. Leaves out messages: a database driver's message holds the values of the failed
 * query, and a parser's holds the text that it could not read.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    ...(error.cause instanceof Error && { cause: describeError(error.cause) }),
    at: frames.slice(0, 8).map((line) => line.trim()),
  };
}
