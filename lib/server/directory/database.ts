import 'server-only';
import type pg from 'pg';
import { openDatabase } from '../db/public';
import { env } from '../env';
import { singleton } from '../singleton';

/** Searching holds no connection longer than somebody waits for it, ms. */
const SEARCH_TIMEOUT = 5_000;
/** Removing who is gone, or writing while a checkpoint is under way, may take longer than a person would wait. */
const SYNC_TIMEOUT = 60_000;

/**
 * Connections for searching. A pool of their own: many searches at once must not keep the connections that check
 * everybody's session. No sequential scans: the planner would take one wherever it expects to find enough rows early,
 * and be wrong about names that sit together; the trigram index is there for every pattern we send. No JIT either: it
 * takes longer than what it speeds up.
 */
export function searchPool(): pg.Pool {
  return singleton('directory-search', () =>
    openDatabase(env().DATABASE_URL, {
      max: 6,
      statementTimeout: SEARCH_TIMEOUT,
      settings: '-c enable_seqscan=off -c jit=off',
    }),
  ).pool;
}

/** The sync's connections: one for each lane, and one for catching up meanwhile. */
export function syncPool(): pg.Pool {
  return singleton('directory-sync', () =>
    openDatabase(env().DATABASE_URL, {
      max: env().DIRECTORY_SYNC_CONCURRENCY + 1,
      statementTimeout: SYNC_TIMEOUT,
      // Losing the last page of a walk in a crash costs one page read again: no need to wait for the disk at each.
      settings: '-c synchronous_commit=off -c jit=off',
    }),
  ).pool;
}
