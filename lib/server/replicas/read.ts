import 'server-only';
import * as z from 'zod';
import { db } from '../db/public';
import { READ_SQL } from './sql';
import { type ReplicaState, replicaStateSchema } from './state';

const rowSchema = z.object({
  ...{ id: z.uuid(), host: z.string(), version: z.string(), node: z.string() },
  ...{ startedAt: z.string(), seenAt: z.string(), silent: z.boolean(), state: z.unknown() },
});

/** A process of the desk. Moments are ISO 8601, by the database's clock. */
export interface Replica {
  id: string;
  host: string;
  version: string;
  node: string;
  startedAt: string;
  seenAt: string;
  /** It has said nothing for half a minute. */
  silent: boolean;
  /** What it last said of itself; `null` for a process of a release that says other things. */
  state: ReplicaState | null;
}

/**
 * The processes that are alive, and those that ended without a word within the last quarter of an hour.
 * @throws what the database throws
 */
export async function readReplicas(): Promise<Replica[]> {
  const { rows } = await db().$client.query(READ_SQL);
  return z
    .array(rowSchema)
    .parse(rows)
    .map(({ state, ...row }) => ({ ...row, state: replicaStateSchema.safeParse(state).data ?? null }))
    .filter(({ silent, state }) => !(silent && state?.stopping));
}
