/** `GET /api/system`: how each part of the desk does, for administrators. No secret, and nothing of a customer. */

export type SystemPart = 'vendor' | 'directory' | 'database' | 'trail' | 'replicas' | 'people';

/** `needs-you`: an administrator has to act. `off`: the operator's choice. `unknown`: the part could not be read. */
export type PartState = 'works' | 'slow' | 'needs-you' | 'off' | 'unknown';

/** The pools of vendor calls (`lib/server/sentinel/pools.ts`), and the directory's own. */
export const VENDOR_POOLS = ['list', 'detail', 'images', 'write', 'directory'] as const;
export type VendorPool = (typeof VENDOR_POOLS)[number];

/** What is out of the ordinary: a code and its parameters. `lib/words/system.ts` says each, and what to do. */
export interface SystemFindings {
  /** Vendor. Moments are ISO 8601, here and below. */
  credentials_refused: { since: string };
  /** `on` of `of` replicas: each has a breaker of its own. */
  left_alone: { pool: VendorPool; since: string; on: number; of: number };
  pool_full: { pool: VendorPool; waiting: number };
  never_answered: object;
  /** Directory. */
  directory_empty: object;
  directory_filling: { covered: number; total: number | null };
  directory_late: { since: string };
  directory_failed: { at: string; byVendor: boolean };
  records_skipped: { count: number };
  nobody_syncs: object;
  /** Database. */
  database_slow: { ms: number };
  database_queue: { waiting: number };
  tables_missing: object;
  /** Trail. */
  events_refused: { count: number; since: string };
  events_wait: { count: number };
  events_deferred: { count: number };
  checkpoint_failed: { since: string };
  chain_broken: { seq: number; at: string };
  never_verified: object;
  verified_long_ago: { at: string };
  /** Replicas. */
  replica_silent: { host: string; since: string };
  replica_stalls: { host: string; ms: number };
  versions_differ: object;
  /** People. */
  budget_spent: { people: number };
}
export type SystemFindingCode = keyof SystemFindings;
export type SystemFinding = { [Code in SystemFindingCode]: { code: Code } & SystemFindings[Code] }[SystemFindingCode];

/** A figure of a part. The page writes a value by its kind; `null` is none. */
export type SystemFactKey =
  | 'last-answer'
  | 'credentials'
  | 'covered'
  | 'total'
  | 'caught-up-at'
  | 'walked-at'
  | 'walk'
  | 'syncer'
  | 'database-version'
  | 'schema'
  | 'size'
  | 'trail-size'
  | 'round-trip'
  | 'connections'
  | 'waiting-queries'
  | 'events'
  | 'last-event'
  | 'queue'
  | 'refused-events'
  | 'last-checkpoint'
  | 'last-verified'
  | 'replicas'
  | 'desk-version'
  | 'node-version'
  | 'sessions'
  | 'signed-in'
  | 'near-budget'
  | 'spent-budget';
export type SystemFactValue =
  | { moment: string | null }
  | { count: number | null }
  | { bytes: number }
  | { ms: number }
  | { text: string | null }
  | { credentials: 'accepted' | 'refused' | 'unknown' }
  | { pages: { done: number; all: number | null } | null };
export type SystemFact = { key: SystemFactKey } & SystemFactValue;

export interface SystemPartReport {
  part: SystemPart;
  state: PartState;
  findings: SystemFinding[];
  facts: SystemFact[];
}

/** A pool of vendor calls, over all replicas. */
export interface SystemPool {
  pool: VendorPool;
  /** The worst phase of all replicas. */
  phase: 'closed' | 'open' | 'probing';
  running: number;
  waiting: number;
}

/** One process of the desk. */
export interface SystemReplica {
  id: string;
  /** The machine, pod or container. */
  host: string;
  version: string;
  node: string;
  startedAt: string;
  seenAt: string;
  state: 'alive' | 'stopping' | 'silent';
  /** Whether this process has answered the call. */
  isThis: boolean;
  isSyncer: boolean;
  /** Resident memory, bytes, and the longest delay of its event loop lately, ms; `null` where it told none. */
  memory: number | null;
  delay: number | null;
}

/** A setting of the environment. `secret`: only whether it is set. */
export interface SystemSetting {
  name: string;
  value: string | null;
  isSecret: boolean;
}

export interface SystemReport {
  at: string;
  parts: SystemPartReport[];
  pools: SystemPool[];
  replicas: SystemReplica[];
  settings: SystemSetting[];
}

/** `GET /api/system/trouble`, for everybody who is signed in: what concerns all people of the desk. */
export interface SystemTrouble {
  /** Since when Sentinel refuses the credentials, ISO 8601; `null` while it does not. */
  credentialsRefusedSince: string | null;
}
