import 'server-only';
import path from 'node:path';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import { openDatabase } from './client';

const LOCK = 7_302_119;

/** Tables on which the application's role may insert and select only. */
const APPEND_ONLY = ['audit_events'];

/**
 * Brings the schema up to date and gives the application's role what it needs: everything on the desk's tables, but
 * only INSERT and SELECT on the audit trail. Safe to run from several replicas at once: they take turns on an advisory
 * lock.
 *
 * @param ownerUrl a postgres URL of the role that owns the schema
 * @param appRole the role under which the application runs; never the owner, who could undo all of this
 */
export async function migrateDatabase(ownerUrl: string, appRole: string): Promise<void> {
  const { db, pool, close } = openDatabase(ownerUrl);
  try {
    const turn = await pool.connect();
    try {
      await turn.query('SET statement_timeout = 0');
      await turn.query('SELECT pg_advisory_lock($1)', [LOCK]);
      await migrate(db, { migrationsFolder: path.join(process.cwd(), 'lib/server/db/migrations') }).catch(explained);
      await grantTo(turn, appRole);
    } finally {
      // Ends the connection and with it the lock, so that no pooled connection keeps the lock.
      turn.release(true);
    }
  } finally {
    await close();
  }
}

/**
 * Explains the one failure that an operator must solve: the owner lacks a right. The error has no cause, because its
 * message is complete.
 */
function explained(error: unknown): never {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (/extension "?pg_trgm/.test(current.message) && 'code' in current) {
      throw new Error(
        'the search needs the extension pg_trgm, which the role of DATABASE_OWNER_URL may not create. ' +
          'Have the database administrator run `CREATE EXTENSION pg_trgm;` in this database, then start again.',
      );
    }
  }
  throw error;
}

/** The role under which a postgres URL connects. */
export function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}

async function grantTo(owner: pg.PoolClient, appRole: string): Promise<void> {
  const role = owner.escapeIdentifier(appRole);
  await owner.query(`GRANT USAGE ON SCHEMA public TO ${role}`);
  const { rows } = await owner.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  for (const { name } of rows) {
    const table = `public.${owner.escapeIdentifier(name)}`;
    await owner.query(`REVOKE ALL ON ${table} FROM ${role}`);
    const rights = APPEND_ONLY.includes(name) ? 'INSERT, SELECT' : 'INSERT, SELECT, UPDATE, DELETE';
    await owner.query(`GRANT ${rights} ON ${table} TO ${role}`);
  }
}
