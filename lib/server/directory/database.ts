import 'server-only';
import type pg from 'pg';
import { openDatabase } from '../db/public';
import { env } from '../env';
import { singleton } from '../singleton';

/** A search holds a connection no longer than a person waits for an answer, ms. */
const SEARCH_TIMEOUT = 5_000;
/** Removing customers, or writing during a checkpoint, may take longer than a person would wait, ms. */
const SYNC_TIMEOUT = 60_000;

/**
 * The pool for searching. It is apart, because many searches at once must not take the connections that check sessions.
 *
 * Sequential scans are off. The planner would choose one wherever it expects enough rows early, and is wrong about
 * names that are stored side by side; the trigram index serves every pattern that we send. JIT is off, because
 * compiling takes longer than it saves. With the server's 4 MB, the list of rows that several indexes have in common
 * grows coarse, and the statement reads ten times as many rows of a million.
 */
export function searchPool(): pg.Pool {
  return singleton('directory-search', () =>
    openDatabase(env().DATABASE_URL, {
      max: 6,
      statementTimeout: SEARCH_TIMEOUT,
      settings: '-c enable_seqscan=off -c jit=off -c work_mem=32MB',
    }),
  ).pool;
}

/** The pool of the sync: a connection for each lane, one for catching up at the same time, and one for counting. */
export function syncPool(): pg.Pool {
  return singleton('directory-sync', () =>
    openDatabase(env().DATABASE_URL, {
      max: env().DIRECTORY_SYNC_CONCURRENCY + 2,
      statementTimeout: SYNC_TIMEOUT,
      // A crash that loses the last page of a walk costs reading it again, so no page has to wait for the disk.
      settings: '-c synchronous_commit=off -c jit=off',
    }),
  ).pool;
}

/** Whether Postgres ended a statement, such as one that took longer than its pool allows. */
export function isCancelled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}
