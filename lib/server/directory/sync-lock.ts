import 'server-only';
import type pg from 'pg';
import { createClient } from '../db/public';

/** The number of the advisory lock. Of all replicas the holder alone is the syncer. */
const SYNC_LOCK = 7_302_121;
const HEARTBEAT = 5_000;
const ANSWER_WITHIN = 4_000;

export interface SyncLock {
  /** Aborts when the lock is lost, or given back. */
  signal: AbortSignal;
  release(): Promise<void>;
}

/**
 * Takes the syncer's lock if it is free: a session lock on a connection of its own, which the server gives back when
 * the process or its connection dies. A heartbeat finds a connection that died in silence; what a syncer that hasn't
 * noticed yet may still write is refused by its epoch (`sync-state.ts`).
 *
 * @returns `null` when another replica has it
 */
export async function takeSyncLock(url: string): Promise<SyncLock | null> {
  const { client, connect } = createClient(url, {
    connectWithin: ANSWER_WITHIN,
    answerWithin: ANSWER_WITHIN,
    applicationName: 'sentinel-desk sync',
  });
  const lost = new AbortController();
  const lose = () => lost.abort(new Error('the lock of the sync is lost'));
  client.on('error', lose);
  client.on('end', lose);
  const close = () => client.end().catch(() => {});
  try {
    await connect();
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [SYNC_LOCK]);
    if (!rows[0]?.taken) {
      await close();
      return null;
    }
  } catch (error) {
    await close();
    throw error;
  }
  const heartbeat = setInterval(() => {
    client.query('SELECT 1').catch(() => {
      lose();
      void close();
    });
  }, HEARTBEAT);
  heartbeat.unref();
  lost.signal.addEventListener('abort', () => clearInterval(heartbeat));
  return {
    signal: lost.signal,
    release: async () => {
      lose();
      await close();
    },
  };
}

/** Whether any replica is the syncer right now. */
export async function isSyncing(pool: Pick<pg.Pool, 'query'>): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = 0 AND objid = $1 AND objsubid = 1 AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [SYNC_LOCK],
  );
  return (rowCount ?? 0) > 0;
}
