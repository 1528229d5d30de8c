import 'server-only';
import { sql } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { env } from '../env';
import { singleton } from '../singleton';
import { openPool } from './connection';
import * as schema from './schema';

/** Its pool is for statements with a name, which each connection plans once; drizzle names only those that it builds. */
export type Database = NodePgDatabase<typeof schema> & { $client: pg.Pool };

/** How long a request waits for a connection, ms: a person is waiting, and a hung database must not hold them. */
const CONNECT_TIMEOUT = 3_000;
const STATEMENT_TIMEOUT = 10_000;

export interface PoolOptions {
  max?: number;
  /** Milliseconds. */
  statementTimeout?: number;
  /** Postgres settings of each connection, as `-c name=value`. */
  settings?: string;
}

/**
 * Opens a pool to `url`, for programs outside the application. Inside, {@link db} is the only pool.
 */
export function openDatabase(
  url: string,
  { max = 12, statementTimeout = STATEMENT_TIMEOUT, settings = '' }: PoolOptions = {},
): { db: Database; pool: pg.Pool; close(): Promise<void> } {
  const pool = openPool(url, max, { connectWithin: CONNECT_TIMEOUT, statementWithin: statementTimeout, settings });
  return { db: drizzle(pool, { schema }), pool, close: () => pool.end() };
}

function shared() {
  return singleton('database', () => openDatabase(env().DATABASE_URL));
}

/** The application's database. */
export function db(): Database {
  return shared().db;
}

/** Whether the application's database answers. */
export async function isReachable(): Promise<boolean> {
  return await db()
    .execute(sql`SELECT 1`)
    .then(() => true)
    .catch(() => false);
}

/**
 * The pool of connections that are held during a customer's turn, vendor calls included. It is a pool of its own, so
 * that a slow vendor does not occupy the connections that check sessions.
 */
export function turnPool(): pg.Pool {
  return singleton('turns', () => openDatabase(env().DATABASE_URL)).pool;
}
