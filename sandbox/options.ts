import { MAX_CUSTOMERS } from './world/order.ts';

export interface Credentials {
  clientUuid: string;
  clientSecret: string;
}

export type RowShape = 'strict' | 'full';

export interface SandboxOptions {
  /** 0 takes any free port. */
  port?: number;
  customers?: number;
  seed?: number;
  rowShape?: RowShape;
  /** Milliseconds added to every vendor answer. */
  latency?: number;
  clientUuid?: string;
  clientSecret?: string;
  /** The moment the world is made for: documents expire relative to its UTC day. Default: the current hour. */
  now?: Date;
  /** `on-demand` draws a picture when it is first asked for, which starts a second faster. */
  images?: 'at-start' | 'on-demand';
  /** `false` leaves the named customers out, for instance to have an empty world with `customers: 0`. */
  named?: boolean;
}

/** Known to everybody who reads this file, and accepted by this sandbox alone. */
export const SANDBOX_CREDENTIALS: Credentials = {
  clientUuid: '5a4db0c5-7e57-4b0c-8f00-5eed0000d351',
  clientSecret: 'sandbox-only-secret-not-for-sentinel',
};

export const DEFAULT_PORT = 4010;
export const DEFAULT_CUSTOMERS = 2400;
/** Of the first few hundred seeds, the one whose first page looks most like a day at the desk. */
export const DEFAULT_SEED = 156;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export type ResolvedOptions = Required<Omit<SandboxOptions, 'clientUuid' | 'clientSecret'>> & Credentials;

/** Fills in defaults; throws a RangeError with one sentence for the operator when a value cannot be used. */
export function resolveOptions(given: SandboxOptions, namedCount: number): ResolvedOptions {
  const now = given.now ?? new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000);
  const options: ResolvedOptions = {
    port: given.port ?? DEFAULT_PORT,
    customers: given.customers ?? DEFAULT_CUSTOMERS,
    seed: given.seed ?? DEFAULT_SEED,
    rowShape: given.rowShape ?? 'strict',
    latency: given.latency ?? 0,
    clientUuid: given.clientUuid ?? SANDBOX_CREDENTIALS.clientUuid,
    clientSecret: given.clientSecret ?? SANDBOX_CREDENTIALS.clientSecret,
    now,
    images: given.images ?? 'at-start',
    named: given.named ?? true,
  };
  const least = options.named ? namedCount : 0;
  whole('--port', options.port, 0, 65_535);
  whole('--customers', options.customers, least, MAX_CUSTOMERS);
  whole('--seed', options.seed, 0, 2 ** 31 - 1);
  whole('--latency', options.latency, 0, 60_000);
  if (!['strict', 'full'].includes(options.rowShape)) throw new RangeError('--row-shape must be strict or full.');
  if (!['at-start', 'on-demand'].includes(options.images)) {
    throw new RangeError('--images must be at-start or on-demand.');
  }
  if (!UUID.test(options.clientUuid)) throw new RangeError('--client-uuid must be a UUID.');
  if (options.clientSecret.length < 15) throw new RangeError('--client-secret must have 15 characters or more.');
  if (Number.isNaN(now.getTime())) throw new RangeError('now must be a valid date.');
  return options;
}

function whole(flag: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new RangeError(`${flag} must be a whole number from ${low} to ${high}.`);
}
