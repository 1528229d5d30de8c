import 'server-only';
import { env } from '../env';
import { singleton } from '../singleton';
import { createSentinel, type Sentinel } from './calls';

/** The application's one client for what people wait for, with one connection pool, under the operator's credentials. */
export function sentinel(): Sentinel {
  return singleton('sentinel', () => createSentinel({ ...config(), inFlight: peoplesCalls() }));
}

/**
 * How many calls people are waiting for. A count of its own, because the sync may not make their client: it starts with
 * the process, in modules that the bundler has evaluated apart, and the routes would not know its errors for theirs.
 */
export function foregroundCalls(): number {
  return peoplesCalls().count;
}

function peoplesCalls(): { count: number } {
  return singleton('sentinel-calls', () => ({ count: 0 }));
}

/** The directory's client: connections of its own, so that nobody ever waits behind a walk. */
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
