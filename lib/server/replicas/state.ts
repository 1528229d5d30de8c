import 'server-only';
import * as z from 'zod';
import { VENDOR_POOLS } from '../../contracts/system';
import { trail } from '../audit/public';
import { isSyncingHere } from '../directory/public';
import { credentialsState, poolStates } from '../sentinel/public';
import { singleton } from '../singleton';

const pool = z.object({
  kind: z.enum(VENDOR_POOLS),
  phase: z.enum(['closed', 'open', 'probing']),
  /** Since when the breaker is open. */
  since: z.number().nullable(),
  running: z.number(),
  waiting: z.number(),
});

/** What a process tells of itself with each beat. Times are ms since 1970, by its own clock; 0 for never. */
export const replicaStateSchema = z.object({
  stopping: z.boolean(),
  syncing: z.boolean(),
  /** Resident memory, bytes. */
  memory: z.number(),
  /** The longest delay of the event loop since the last beat, ms. */
  delay: z.number(),
  refusedSince: z.number().nullable(),
  lastAnswer: z.number().nullable(),
  pools: z.array(pool),
  trail: z.object({
    waiting: z.number(),
    failures: z.number(),
    lastFailure: z.number(),
    checkpointAt: z.number().nullable(),
    checkpointFailedAt: z.number().nullable(),
  }),
});
export type ReplicaState = z.infer<typeof replicaStateSchema>;

/** @param delay the longest delay of the event loop lately, ms */
export function stateOfThisProcess(delay: number): ReplicaState {
  const { refusedSince, lastAnswer } = credentialsState();
  const { waiting, failures, lastFailure, checkpoint } = trail().state();
  return {
    stopping: isStopping(),
    syncing: isSyncingHere(),
    memory: process.memoryUsage.rss(),
    delay: Math.round(delay),
    ...{ refusedSince, lastAnswer },
    pools: poolStates().map(({ kind, running, waiting: queue, breaker }) => ({
      kind: z.enum(VENDOR_POOLS).parse(kind),
      ...{ phase: breaker.phase, since: breaker.since, running, waiting: queue },
    })),
    trail: {
      ...{ waiting, failures, lastFailure },
      checkpointAt: checkpoint?.at ?? null,
      checkpointFailedAt: checkpoint?.failedAt ?? null,
    },
  };
}

/** Whether the process was told to stop: the server's guard (`scripts/server-drain.mjs`) notes the signal. */
export function isStopping(): boolean {
  return singleton('stopping', () => ({ since: null as number | null })).since !== null;
}
