import 'server-only';
import { env } from '../env';
import { metrics } from '../metrics';
import { singleton } from '../singleton';
import { createSentinel, type Sentinel } from './calls';
import { type CredentialsState, createCredentialsWatch, type RefusedCall } from './credentials';
import { SentinelError } from './errors';
import type { CallPoolState } from './pools';
import type { Tried } from './transport';

/**
 * The application's client for the calls that people wait for, with one connection pool, under the operator's
 * credentials.
 */
export function sentinel(): Sentinel {
  return singleton('sentinel', () => createPeoplesClient());
}

function createPeoplesClient(): Sentinel {
  return createSentinel({
    ...config(),
    onTry: (tried) => measure(tried.kind, tried),
    inFlight: peoplesCalls(),
    retryPercent: env().SENTINEL_RETRY_PERCENT,
    requestTime: env().SENTINEL_REQUEST_MS,
    imageMemory: env().IMAGE_MEMORY_MB * 1024 * 1024,
  });
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

/**
 * The directory's client. It has connections of its own, so that no request of a person waits behind a walk. It repeats
 * nothing, because the sync does (`directory/pace.ts`).
 */
export function syncSentinel(): Sentinel {
  const connections = env().DIRECTORY_SYNC_CONCURRENCY;
  return singleton('sync-sentinel', () =>
    createSentinel({ ...config(), connections, onTry: (tried) => measure('directory', tried) }),
  );
}

/** What each pool does right now, with the directory's beside those of people. */
export function poolStates(): (Omit<CallPoolState, 'kind'> & { kind: string })[] {
  const list = syncSentinel()
    .pools()
    .find(({ kind }) => kind === 'list');
  return [...sentinel().pools(), ...(list === undefined ? [] : [{ ...list, kind: 'directory' }])];
}

/** Whether the vendor accepts the credentials, and when it last answered, as this process knows. */
export function credentialsState(): CredentialsState {
  return credentials().state();
}

/** Asks the vendor whether it accepts the credentials, where it refused them before. Never throws. */
export async function probeCredentials(): Promise<void> {
  await sentinel()
    .checkCredentials()
    .catch((error) => {
      if (!(error instanceof SentinelError)) throw error;
    });
}

/** One memory for both clients, because both have the same credentials. */
function credentials() {
  return singleton('sentinel-credentials', () => createCredentialsWatch());
}

function noteCredentials(call: RefusedCall, accepted: boolean): void {
  if (accepted) {
    credentials().answered(call);
  } else {
    credentials().refused(call);
    metrics().refused.inc({ kind: call, by: 'sentinel' });
  }
}

function measure(kind: string, { result, seconds }: Tried): void {
  const { calls, results, refused } = metrics();
  results.inc({ kind, result });
  if (result === 'busy') refused.inc({ kind, by: 'desk' });
  if (seconds !== null) calls.observe({ kind }, seconds);
}

function config() {
  const { SENTINEL_CONNECT_MS: connect, SENTINEL_HEADERS_MS: headers, SENTINEL_BODY_MS: body } = env();
  return {
    baseUrl: env().SENTINEL_BASE_URL.href,
    clientUuid: env().SENTINEL_CLIENT_UUID,
    clientSecret: env().SENTINEL_CLIENT_SECRET,
    deadlines: { connect, headers, body, total: env().SENTINEL_TOTAL_MS },
    breaker: { failures: env().SENTINEL_BREAKER_FAILURES, pause: env().SENTINEL_BREAKER_SECONDS * 1_000 },
    onCredentials: noteCredentials,
  };
}
