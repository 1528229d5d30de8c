import 'server-only';
import type {
  PartState,
  SystemFact,
  SystemFinding,
  SystemPart,
  SystemPartReport,
  SystemPool,
  SystemReplica,
  SystemReport,
} from '../../../contracts/system';
import { readChainStatus, readTrailFacts } from '../../audit/public';
import { countSessions } from '../../auth/public';
import { countPeopleNearLimits } from '../../budgets/public';
import { db, hasTables, readDatabaseFacts } from '../../db/public';
import { statusNow } from '../../directory/public';
import { env } from '../../env';
import { describeError, log } from '../../log';
import { beat, type Replica, readReplicas, replicaId } from '../../replicas/public';
import { deskVersion } from '../../version';
import { configurationOf } from './configuration';
import {
  judgeDatabase,
  judgeDirectory,
  judgeReplicas,
  judgeTrail,
  judgeVendor,
  type PoolOfAll,
  stateOf,
} from './judge';

type Read = { findings: SystemFinding[]; facts: SystemFact[]; state?: PartState };

/**
 * How each part of the desk does, over all replicas. A part that can't be read is `unknown`, and the others are told all
 * the same. Not recorded: the answer tells of no customer.
 *
 * @throws what the database throws where the replicas can't be read
 */
export async function readSystem(): Promise<SystemReport> {
  const now = new Date();
  // This process as it is now; the others as they were at most ten seconds ago.
  await beat();
  const replicas = await readReplicas();
  const alive = replicas.filter(({ silent, state }) => !silent && !state?.stopping);
  const pools = poolsOf(alive);
  const parts = await Promise.all([
    part('vendor', async () => vendor(alive, pools)),
    part('directory', () => directory(alive, now)),
    part('database', database),
    part('trail', () => trailPart(replicas, now)),
    part('replicas', async () => replicaPart(replicas)),
    part('people', people),
  ]);
  return {
    at: now.toISOString(),
    parts,
    pools: pools.map(({ since: _, on: __, of: ___, ...pool }) => pool),
    replicas: replicas.map(shown),
    settings: configurationOf(env()),
  };
}

async function part(name: SystemPart, read: () => Promise<Read>): Promise<SystemPartReport> {
  try {
    const { findings, facts, state } = await read();
    return { part: name, state: state ?? stateOf(findings), findings, facts };
  } catch (error) {
    report(name, error);
    return { part: name, state: 'unknown', findings: [], facts: [] };
  }
}

function report(part: SystemPart, error: unknown): void {
  log().error({ event: 'system', part, error: describeError(error) });
}

function vendor(alive: readonly Replica[], pools: readonly PoolOfAll[]): Read {
  const refusedSince = least(alive.map(({ state }) => state?.refusedSince ?? null));
  const lastAnswer = most(alive.map(({ state }) => state?.lastAnswer ?? null));
  const credentials = refusedSince !== null ? 'refused' : lastAnswer === null ? 'unknown' : 'accepted';
  return {
    findings: judgeVendor({ refusedSince, lastAnswer, pools }),
    facts: [
      { key: 'credentials', credentials },
      { key: 'last-answer', moment: isoOf(lastAnswer) },
    ],
  };
}

async function directory(alive: readonly Replica[], now: Date): Promise<Read> {
  const status = await statusNow();
  if (status.state === 'off') return { findings: [], facts: [], state: 'off' };
  const syncer = alive.find(({ state }) => state?.syncing);
  const runsSince = least(alive.map(({ startedAt }) => Date.parse(startedAt))) ?? now.getTime();
  const syncs = env().DIRECTORY_SYNC === 'off' ? null : syncer !== undefined;
  return {
    findings: judgeDirectory(status, { syncs, runsSince, now }),
    facts: [
      { key: 'covered', count: status.covered },
      { key: 'total', count: status.total },
      { key: 'caught-up-at', moment: status.caughtUpAt },
      { key: 'walked-at', moment: status.walkedAt },
      { key: 'walk', pages: status.walk && { done: status.walk.pages, all: status.walk.lastPage } },
      { key: 'syncer', text: syncer?.host ?? null },
    ],
  };
}

async function database(): Promise<Read> {
  const [facts, isWhole] = await Promise.all([readDatabaseFacts(), hasTables()]);
  return {
    findings: judgeDatabase({ ...facts, hasTables: isWhole }),
    facts: [
      { key: 'database-version', text: facts.version },
      { key: 'schema', text: facts.migration },
      { key: 'size', bytes: facts.size },
      { key: 'trail-size', bytes: facts.trailSize },
      { key: 'round-trip', ms: facts.roundTrip },
      { key: 'connections', count: facts.connections },
      { key: 'waiting-queries', count: facts.waiting },
    ],
  };
}

async function trailPart(replicas: readonly Replica[], now: Date): Promise<Read> {
  const [{ events, lastAt, deferred }, chain] = await Promise.all([readTrailFacts(db()), readChainStatus(db())]);
  const writers = replicas.flatMap(({ state }) => state?.trail ?? []);
  const waiting = sum(writers.map((writer) => writer.waiting));
  const failures = sum(writers.map((writer) => writer.failures));
  return {
    findings: judgeTrail({
      ...{ waiting, failures, deferred, chain, now },
      lastFailure: most(writers.map(({ lastFailure }) => lastFailure)) ?? 0,
      checkpointFailedAt: least(writers.map(({ checkpointFailedAt }) => checkpointFailedAt)),
    }),
    facts: [
      { key: 'events', count: events },
      { key: 'last-event', moment: lastAt },
      { key: 'queue', count: waiting },
      { key: 'refused-events', count: failures },
      { key: 'last-checkpoint', moment: isoOf(most(writers.map(({ checkpointAt }) => checkpointAt))) },
      { key: 'last-verified', moment: chain?.at ?? null },
    ],
  };
}

function replicaPart(replicas: readonly Replica[]): Read {
  const judged = replicas.map(({ state, ...replica }) => ({ ...replica, delay: state?.delay ?? null }));
  return {
    findings: judgeReplicas(judged),
    facts: [
      { key: 'replicas', count: replicas.filter(({ silent }) => !silent).length },
      { key: 'desk-version', text: deskVersion() },
      { key: 'node-version', text: process.version },
    ],
  };
}

async function people(): Promise<Read> {
  const [{ sessions, people: signedIn }, budgets] = await Promise.all([
    countSessions(db()),
    countPeopleNearLimits(db()),
  ]);
  const spent = sum(budgets.map((budget) => budget.spent));
  return {
    findings: spent === 0 ? [] : [{ code: 'budget_spent', people: spent }],
    facts: [
      { key: 'signed-in', count: signedIn },
      { key: 'sessions', count: sessions },
      { key: 'near-budget', count: sum(budgets.map(({ near }) => near)) },
      { key: 'spent-budget', count: spent },
    ],
  };
}

/** The pools of all replicas: numbers added up, the worst phase of all. */
function poolsOf(alive: readonly Replica[]): PoolOfAll[] {
  const all = new Map<SystemPool['pool'], PoolOfAll>();
  for (const { kind, phase, since, running, waiting } of alive.flatMap(({ state }) => state?.pools ?? [])) {
    const before = all.get(kind);
    const isWorse = before === undefined || (before.phase === 'closed' && phase !== 'closed');
    all.set(kind, {
      pool: kind,
      phase: isWorse ? phase : before.phase,
      since: least([before?.since ?? null, since]),
      running: running + (before?.running ?? 0),
      waiting: waiting + (before?.waiting ?? 0),
      on: (before?.on ?? 0) + (phase === 'closed' ? 0 : 1),
      of: (before?.of ?? 0) + 1,
    });
  }
  return [...all.values()];
}

function shown({ state, silent, ...replica }: Replica): SystemReplica {
  return {
    ...replica,
    state: silent ? 'silent' : state?.stopping ? 'stopping' : 'alive',
    isThis: replica.id === replicaId(),
    isSyncer: state?.syncing ?? false,
    memory: state?.memory ?? null,
    delay: state?.delay ?? null,
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const isoOf = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

function most(numbers: readonly (number | null)[]): number | null {
  const known = numbers.filter((one) => one !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function least(numbers: readonly (number | null)[]): number | null {
  const known = numbers.filter((one) => one !== null);
  return known.length === 0 ? null : Math.min(...known);
}
