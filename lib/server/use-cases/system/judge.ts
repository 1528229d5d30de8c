import 'server-only';
import type { ChainStatus } from '../../../contracts/audit';
import { coverageOf } from '../../../contracts/coverage';
import type { DirectoryStatus } from '../../../contracts/directory';
import type { PartState, SystemFinding, SystemFindingCode, SystemPool } from '../../../contracts/system';

/** How grave a finding is. A `note` leaves the part in order. Total: a new finding has to choose. */
const GRAVITY: Readonly<Record<SystemFindingCode, 'note' | 'slow' | 'needs-you'>> = {
  credentials_refused: 'needs-you',
  left_alone: 'slow',
  pool_full: 'slow',
  never_answered: 'note',
  directory_empty: 'slow',
  directory_filling: 'slow',
  directory_late: 'slow',
  directory_failed: 'slow',
  records_skipped: 'note',
  nobody_syncs: 'needs-you',
  database_slow: 'slow',
  database_queue: 'slow',
  tables_missing: 'needs-you',
  events_refused: 'needs-you',
  events_wait: 'slow',
  events_deferred: 'slow',
  checkpoint_failed: 'needs-you',
  chain_broken: 'needs-you',
  never_verified: 'note',
  verified_long_ago: 'note',
  replica_silent: 'needs-you',
  replica_stalls: 'slow',
  versions_differ: 'note',
  budget_spent: 'note',
};

/** The state of a part with these findings: that of the gravest. */
export function stateOf(findings: readonly SystemFinding[]): PartState {
  const gravities = findings.map(({ code }) => GRAVITY[code]);
  if (gravities.includes('needs-you')) return 'needs-you';
  return gravities.includes('slow') ? 'slow' : 'works';
}

const MINUTE = 60_000;
/** A round trip to the database that takes longer, ms, delays every page. */
const SLOW_ROUND_TRIP = 50;
/** More events than this wait while the trail is slow: the alert rule has the same number (`deploy/alerts.yml`). */
const MANY_EVENTS = 100;
/** A refused event is news for so long. */
const REFUSAL_IS_NEWS = 10 * MINUTE;
/** A month, and some days for a holiday. */
const VERIFY_WITHIN = 35 * 24 * 60 * MINUTE;
/** A delay of the event loop that people notice, ms. */
const STALL = 500;
/** The sync may need so long to find a new holder of its lock after a restart. */
const SYNC_CHANGES_HANDS = 2 * MINUTE;

/** A pool of all replicas: since when, and on how many of how many, its calls are left alone. */
export type PoolOfAll = SystemPool & { since: number | null; on: number; of: number };

/** @param lastAnswer when any replica last had an answer, ms since 1970 */
export function judgeVendor(facts: {
  refusedSince: number | null;
  lastAnswer: number | null;
  pools: readonly PoolOfAll[];
}): SystemFinding[] {
  const { refusedSince, lastAnswer, pools } = facts;
  const found: SystemFinding[] = [];
  if (refusedSince !== null) found.push({ code: 'credentials_refused', since: iso(refusedSince) });
  for (const { pool, phase, since, waiting, on, of } of pools) {
    if (phase !== 'closed' && since !== null) found.push({ code: 'left_alone', pool, since: iso(since), on, of });
    if (waiting > 0) found.push({ code: 'pool_full', pool, waiting });
  }
  if (lastAnswer === null && found.length === 0) found.push({ code: 'never_answered' });
  return found;
}

/** @param syncs whether some replica holds the sync's lock; `null` where the operator has switched the sync off */
export function judgeDirectory(
  status: DirectoryStatus,
  facts: { syncs: boolean | null; runsSince: number; now: Date },
): SystemFinding[] {
  if (status.state === 'off') return [];
  const found: SystemFinding[] = [];
  const { covered, total, error, skipped } = status;
  const { gaps, asOf } = coverageOf(status, facts.now);
  const runsFor = facts.now.getTime() - facts.runsSince;
  if (facts.syncs === false && runsFor > SYNC_CHANGES_HANDS) found.push({ code: 'nobody_syncs' });
  if (status.state === 'empty') found.push({ code: 'directory_empty' });
  else if (gaps.includes('filling') || gaps.includes('missing')) {
    found.push({ code: 'directory_filling', covered, total });
  }
  if (gaps.includes('stale') && asOf !== null) found.push({ code: 'directory_late', since: asOf });
  if (error !== null) {
    found.push({ code: 'directory_failed', at: error.at, byVendor: error.code.startsWith('sentinel_') });
  }
  if (skipped > 0) found.push({ code: 'records_skipped', count: skipped });
  return found;
}

export function judgeDatabase(facts: { roundTrip: number; waiting: number; hasTables: boolean }): SystemFinding[] {
  const { roundTrip, waiting, hasTables } = facts;
  const found: SystemFinding[] = [];
  if (!hasTables) found.push({ code: 'tables_missing' });
  if (roundTrip > SLOW_ROUND_TRIP) found.push({ code: 'database_slow', ms: Math.round(roundTrip) });
  if (waiting > 0) found.push({ code: 'database_queue', waiting });
  return found;
}

/** @param facts over all replicas; times are ms since 1970, 0 for never */
export function judgeTrail(facts: {
  waiting: number;
  failures: number;
  lastFailure: number;
  checkpointFailedAt: number | null;
  deferred: number;
  chain: Pick<ChainStatus, 'verdict' | 'seq' | 'at'> | null;
  now: Date;
}): SystemFinding[] {
  const { waiting, failures, lastFailure, checkpointFailedAt, deferred, chain } = facts;
  const now = facts.now.getTime();
  const found: SystemFinding[] = [];
  if (chain !== null && chain.verdict !== 'intact') found.push({ code: 'chain_broken', seq: chain.seq, at: chain.at });
  if (lastFailure > 0 && now - lastFailure < REFUSAL_IS_NEWS) {
    found.push({ code: 'events_refused', count: failures, since: iso(lastFailure) });
  }
  if (checkpointFailedAt !== null) found.push({ code: 'checkpoint_failed', since: iso(checkpointFailedAt) });
  if (waiting > MANY_EVENTS) found.push({ code: 'events_wait', count: waiting });
  if (deferred > 0) found.push({ code: 'events_deferred', count: deferred });
  if (chain === null) found.push({ code: 'never_verified' });
  else if (now - Date.parse(chain.at) > VERIFY_WITHIN) found.push({ code: 'verified_long_ago', at: chain.at });
  return found;
}

export function judgeReplicas(
  all: readonly { host: string; version: string; silent: boolean; seenAt: string; delay: number | null }[],
): SystemFinding[] {
  const found: SystemFinding[] = [];
  for (const { host, silent, seenAt, delay } of all) {
    if (silent) found.push({ code: 'replica_silent', host, since: seenAt });
    else if (delay !== null && delay > STALL) found.push({ code: 'replica_stalls', host, ms: delay });
  }
  const versions = new Set(all.filter(({ silent }) => !silent).map(({ version }) => version));
  if (versions.size > 1) found.push({ code: 'versions_differ' });
  return found;
}

const iso = (ms: number) => new Date(ms).toISOString();
