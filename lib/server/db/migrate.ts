import 'server-only';
import path from 'node:path';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { openDatabase } from './client';

const LOCK = 7_302_119;

/**
 * Brings the schema up to date. Safe to run from several replicas at once: they take turns on an advisory lock.
 *
 * @param url a postgres URL of a role that owns the schema
 */
export async function migrateDatabase(url: string): Promise<void> {
  const { db, pool, close } = openDatabase(url);
  try {
    const turn = await pool.connect();
    try {
      await turn.query('SET statement_timeout = 0');
      await turn.query('SELECT pg_advisory_lock($1)', [LOCK]);
      await migrate(db, { migrationsFolder: path.join(process.cwd(), 'lib/server/db/migrations') });
    } finally {
      // Releases the lock with the session, so that a pooled connection never keeps it.
      turn.release(true);
    }
  } finally {
    await close();
  }
}
