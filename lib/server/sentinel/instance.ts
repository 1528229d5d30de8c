import 'server-only';
import { env } from '../env';
import { singleton } from '../singleton';
import { createSentinel, type Sentinel } from './calls';

/**
 * The application's client for the calls that people wait for, with one connection pool, under the operator's
 * credentials.
 */
export function sentinel(): Sentinel {
  return singleton('sentinel', () => createSentinel({ ...config(), inFlight: peoplesCalls() }));
}

/**
 * How many calls people are waiting for. The sync reads this count instead of the client. The sync starts with the
 * process, in modules that the bundler evaluates apart, so a client that it created would throw errors of another class
 * than the routes know.
 */
export function foregroundCalls(): number {
  return peoplesCalls().count;
}

function peoplesCalls(): { count: number } {
  return singleton('sentinel-calls', () => ({ count: 0 }));
}

/** The directory's client. It has connections of its own, so that no request of a person waits behind a walk. */
export function syncSentinel(): Sentinel {
  const connections = env().DIRECTORY_SYNC_CONCURRENCY;
  return singleton('sync-sentinel', () => createSentinel({ ...config(), connections }));
}

function config() {
  return {
    baseUrl: env().SENTINEL_BASE_URL.href,
    clientUuid: env().SENTINEL_CLIENT_UUID,
    clientSecret: env().SENTINEL_CLIENT_SECRET,
  };
}
