import 'server-only';
import type { LoggerInstance } from 'next-auth';
import { describeError, log } from '../../log';

/** Writes next-auth's messages to our log: its codes, and the loggable part of an error. */
export const authLog: LoggerInstance = {
  error: (code, metadata) => log().warn({ event: 'auth', code, ...describeError(errorOf(metadata)) }),
  warn: (code) => log().debug({ event: 'auth', code }),
  debug: () => {},
};

function errorOf(metadata: unknown): unknown {
  return typeof metadata === 'object' && metadata !== null && 'error' in metadata ? metadata.error : metadata;
}
