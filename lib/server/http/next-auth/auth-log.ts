import 'server-only';
import type { LoggerInstance } from 'next-auth';
import { describeError, log } from '../../log';

/** next-auth's words in our log: its codes, and of an error what may be logged. */
export const authLog: LoggerInstance = {
  error: (code, metadata) => log().warn({ event: 'auth', code, ...describeError(errorOf(metadata)) }),
  warn: (code) => log().debug({ event: 'auth', code }),
  debug: () => {},
};

function errorOf(metadata: unknown): unknown {
  return typeof metadata === 'object' && metadata !== null && 'error' in metadata ? metadata.error : metadata;
}
