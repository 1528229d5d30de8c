import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { env } from '../env';
import { describeError, log } from '../log';
import { foregroundCalls, syncSentinel } from '../sentinel/public';
import { singleton } from '../singleton';
import { toDeskError } from '../to-desk-error';
import { syncPool } from './database';
import { isGapDue } from './gap';
import { directoryKeys } from './keys';
import { type Forgetting, keepToOneClient } from './one-client';
import { createPace } from './pace';
import { catchUp, fullWalk, mustStop, type SyncTools } from './sync';
import { type SyncLock, takeSyncLock } from './sync-lock';
import { beginEpoch, readState, saveError, saveWalkError } from './sync-state';
import { createTallying } from './tallies';

/** How often a replica looks whether it may be the syncer, ms; how long a failed round waits, at first and at most. */
const LOOK_EVERY = 5_000;
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 60_000;
const HOUR = 3_600_000;

/**
 * Keeps the directory in step for as long as the process lives, when the environment wants it. Many replicas may run
 * this; one of them works, the others wait for its lock.
 *
 * @param forgetting records that the customers of another client are forgotten
 */
export function startSyncer(forgetting: Forgetting): void {
  if (env().DIRECTORY === 'off' || env().DIRECTORY_SYNC === 'off') return;
  singleton('directory-syncer', () => {
    void forever(forgetting);
    return true;
  });
}

/** Whether this process holds the sync's lock and works. */
export function isSyncingHere(): boolean {
  return here().syncs;
}

function here(): { syncs: boolean } {
  return singleton('directory-syncing', () => ({ syncs: false }));
}

async function forever(forgetting: Forgetting): Promise<void> {
  for (;;) {
    const lock = await takeSyncLock(env().DATABASE_URL).catch(report);
    if (lock) {
      log().info({ event: 'directory', sync: 'begins' });
      here().syncs = true;
      await keepInStep(lock, forgetting).catch(report);
      here().syncs = false;
      await lock.release();
      log().info({ event: 'directory', sync: 'ends' });
    }
    await sleep(LOOK_EVERY, undefined, { ref: false });
  }
}

interface Syncing extends SyncTools {
  catchingUp: { now: boolean };
}

/** Syncs while this process holds the lock. Retries failures after growing pauses; throws when it must stop. */
async function keepInStep(lock: SyncLock, forgetting: Forgetting): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([lock.signal, stop.signal]);
  const pool = syncPool();
  const { DIRECTORY_SYNC_RATE: rate, DIRECTORY_SYNC_CONCURRENCY: concurrency } = env();
  const trouble = (error: unknown) => void saveError(pool, toDeskError(error).code).catch(() => {});
  const pace = createPace({ rate, concurrency, foreground: foregroundCalls, signal, onTrouble: trouble });
  const [sentinel, keys] = [syncSentinel(), directoryKeys()];
  await keepToOneClient({ pool, sentinel, keys, signal }, forgetting).catch(async (error) => {
    await saveError(pool, toDeskError(error).code).catch(() => {});
    throw error;
  });
  const epoch = await beginEpoch(pool);
  const catchingUp = { now: false };
  const tools = { pool, sentinel, keys, pace, epoch, concurrency, signal, catchingUp };
  // News is read while a full walk lasts, too: that of a million customers takes its time. One that stops stops both.
  const tallying = createTallying(pool, epoch);
  const all = [
    repeat(tools, walkDue, fullWalk, saveWalkError),
    repeat(tools, catchUpDue, (some) => noted(some, catchUp), saveError),
    // Without tallies everything is counted anew, so their failure is only logged.
    repeat(
      tools,
      () => tallying.isDue(),
      () => tallying.run(),
      async () => {},
    ),
  ].map((one) =>
    one.catch((error) => {
      stop.abort(error);
      throw error;
    }),
  );
  for (const result of await Promise.allSettled(all)) if (result.status === 'rejected') throw result.reason;
}

async function noted(tools: Syncing, work: typeof catchUp): Promise<void> {
  tools.catchingUp.now = true;
  try {
    await work(tools);
  } finally {
    tools.catchingUp.now = false;
  }
}

/** Does `work` whenever it is due. */
async function repeat(
  tools: Syncing,
  isDue: (tools: Syncing) => Promise<boolean>,
  work: (tools: Syncing) => Promise<void>,
  save: typeof saveError,
): Promise<void> {
  const { signal, pool } = tools;
  let wait = 0;
  while (!signal.aborted) {
    try {
      if (await isDue(tools)) await work(tools);
      wait = 0;
    } catch (error) {
      if (mustStop(error, signal)) throw error;
      report(error);
      await save(pool, toDeskError(error).code).catch(() => {});
      wait = Math.min(LONGEST_WAIT, wait === 0 ? FIRST_WAIT : wait * 2);
    }
    await sleep(Math.max(wait, 500), undefined, { signal }).catch(() => {});
  }
  signal.throwIfAborted();
}

/**
 * One that was interrupted goes on at once, one that was asked for begins, and so does one that may close a gap
 * (`gap.ts`); else there is one every few hours. While a catch-up brings customers, their number says nothing.
 */
async function walkDue({ pool, catchingUp }: Syncing): Promise<boolean> {
  const state = await readState(pool);
  const { lanes, walkedAt, walkAskedAt } = state;
  if (lanes !== null || walkAskedAt !== null || isOlder(walkedAt, env().DIRECTORY_FULL_WALK_HOURS * HOUR)) return true;
  return !catchingUp.now && isGapDue(state, new Date());
}

/** Before the first walk has begun there is nothing to catch up with. */
async function catchUpDue({ pool }: Syncing): Promise<boolean> {
  const { marker, walkedAt, caughtUpAt } = await readState(pool);
  return (marker !== null || walkedAt !== null) && isOlder(caughtUpAt, env().DIRECTORY_CATCH_UP_SECONDS * 1_000);
}

function isOlder(moment: Date | null, ms: number): boolean {
  return moment === null || Date.now() - moment.getTime() > ms;
}

function report(error: unknown): null {
  log().warn({ event: 'directory', error: describeError(error) });
  return null;
}
