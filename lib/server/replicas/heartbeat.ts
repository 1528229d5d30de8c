import 'server-only';
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import { db } from '../db/public';
import { describeError, log } from '../log';
import { credentialsState, probeCredentials } from '../sentinel/public';
import { singleton } from '../singleton';
import { deskVersion } from '../version';
import { BEAT_SQL, FORGET_SQL, HEAR_SQL } from './sql';
import { isStopping, stateOfThisProcess } from './state';

/** How often a process looks at itself, and how often it says that it is alive, ms. A change is said at once. */
const LOOK_EVERY = 1_000;
const BEAT_EVERY = 10_000;
/** How often the vendor is asked whether it takes the credentials again, while it refuses them, ms. */
const PROBE_EVERY = 30_000;

interface Heart {
  id: string;
  /** The longest delay of the event loop since the last beat, ms. */
  delay: number;
  /** The process has said farewell, and says nothing more. */
  hasLeft: boolean;
  /** What other processes have said with the last beat: since when the vendor refuses their credentials, ms. */
  refusedElsewhere: number | null;
}

function heart(): Heart {
  return singleton('replica', () => ({ id: randomUUID(), delay: 0, hasLeft: false, refusedElsewhere: null }));
}

/** The id of this process among the replicas. */
export function replicaId(): string {
  return heart().id;
}

/** Since when the vendor refuses the credentials of some replica, ms since 1970; `null` while it refuses none. */
export function refusedSince(): number | null {
  const all = [credentialsState().refusedSince, heart().refusedElsewhere].filter((since) => since !== null);
  return all.length === 0 ? null : Math.min(...all);
}

/**
 * Begins the heartbeat of this process: a row that says every ten seconds how the process does, and at once when the
 * credentials are refused or accepted again, or when the process stops. While they are refused, the process asks the
 * vendor now and then, so that the desk heals without a person's call.
 */
export function startHeartbeat(): void {
  singleton('heartbeat', () => {
    const state = { said: '', saidAt: 0, probedAt: 0, lookAt: performance.now(), failed: false, busy: false };
    const look = async () => {
      const now = performance.now();
      heart().delay = Math.max(heart().delay, now - state.lookAt - LOOK_EVERY);
      state.lookAt = now;
      const refused = credentialsState().refusedSince !== null;
      if (refused && now - state.probedAt > PROBE_EVERY) {
        state.probedAt = now;
        void probeCredentials().catch((error) => log().warn({ event: 'replica', error: describeError(error) }));
      }
      const word = `${refused} ${isStopping()}`;
      if (
        state.busy ||
        heart().hasLeft ||
        (word === state.said && state.saidAt !== 0 && now - state.saidAt < BEAT_EVERY)
      )
        return;
      state.busy = true;
      try {
        const told = heart().delay;
        await beat();
        // A longer pause during the beat is told by the next one.
        if (heart().delay === told) heart().delay = 0;
        Object.assign(state, { said: word, saidAt: now, failed: false });
      } catch (error) {
        // Without a database there is more to read than this: once is enough.
        if (!state.failed) log().warn({ event: 'replica', error: describeError(error) });
        Object.assign(state, { saidAt: now, failed: true });
      } finally {
        state.busy = false;
      }
    };
    setInterval(() => void look(), LOOK_EVERY).unref();
    // The server's guard asks for it before the process ends.
    singleton('farewells', () => new Set<() => Promise<void>>()).add(farewell);
    return true;
  });
}

/**
 * Says how this process does, and hears what the others say.
 * @throws what the database throws
 */
export async function beat(): Promise<void> {
  const state = stateOfThisProcess(heart().delay);
  await hear({
    name: 'replica-beat',
    text: BEAT_SQL,
    values: [heart().id, os.hostname().slice(0, 100), deskVersion(), process.version, state],
  });
}

/**
 * Hears what the others say, between two beats.
 * @throws what the database throws
 */
export async function hearOthers(): Promise<void> {
  await hear({ name: 'replica-hear', text: HEAR_SQL, values: [heart().id] });
}

async function hear(query: { name: string; text: string; values: unknown[] }): Promise<void> {
  const { rows } = await db().$client.query<{ since: string | null }>(query);
  const since = rows[0]?.since ?? null;
  heart().refusedElsewhere = since === null ? null : Number(since);
}

async function farewell(): Promise<void> {
  heart().hasLeft = true;
  await db().$client.query({ text: 'DELETE FROM replicas WHERE id = $1', values: [heart().id] });
}

/** Removes rows of processes that have not been heard of for a day. */
export async function pruneReplicas(): Promise<void> {
  await db().$client.query(FORGET_SQL);
}
