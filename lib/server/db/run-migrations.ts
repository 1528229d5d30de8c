import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import type pg from 'pg';
import { DatabaseProblem } from './database-problem';

/**
 * How long a statement of a migration waits for a table, ms. While it waits, everybody else who wants the table waits
 * behind it, and a reader before it may take minutes (an export). So it gives up, lets the others pass, and tries again.
 */
const LOCK_WITHIN = 1_000;
const LOCK_PAUSE = 500;
const TRY_FOR = 180_000;
/**
 * How long a build that goes on beside people waits for the transactions before it, ms. Nobody waits behind it, so it
 * lets an export or a backup end.
 */
const CONCURRENTLY_WITHIN = 600_000;

/** A statement that keeps nobody waiting. Postgres refuses it inside of a transaction. */
const CONCURRENT = /^\s*(?:--.*\n\s*)*CREATE INDEX CONCURRENTLY IF NOT EXISTS "(\w+)"/;

/** The list of the migrations that a database has. */
export interface MigrationList {
  schema: string;
  table: string;
}

/**
 * Runs the migrations that a database has not had yet, in their order. Each is a transaction of its own, so that it
 * keeps its tables for as long as it needs them and not while the others run. A migration of concurrent statements has
 * no transaction: each statement ends by itself, and those that are done are passed over when it is tried again.
 *
 * @param owner a connection without a transaction, whose `search_path` begins with the schema of the tables
 * @throws DatabaseProblem when another session keeps a table for minutes; else what the database throws. Migrations that
 *   have ended stay, and the next start goes on from there
 */
export async function runMigrations(owner: pg.Client, folder: string, list: MigrationList): Promise<void> {
  const listed = `${owner.escapeIdentifier(list.schema)}.${owner.escapeIdentifier(list.table)}`;
  await owner.query(`CREATE SCHEMA IF NOT EXISTS ${owner.escapeIdentifier(list.schema)}`);
  // As drizzle made it for the releases before.
  await owner.query(
    `CREATE TABLE IF NOT EXISTS ${listed} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint)`,
  );
  const { rows } = await owner.query<{ at: string }>(`SELECT created_at AS at FROM ${listed}`);
  const had = new Set(rows.map(({ at }) => Number(at)));
  const note = (migration: MigrationMeta) =>
    owner.query(`INSERT INTO ${listed} (hash, created_at) VALUES ($1, $2)`, [migration.hash, migration.folderMillis]);
  for (const migration of readMigrationFiles({ migrationsFolder: folder })) {
    if (had.has(migration.folderMillis)) continue;
    if (migration.sql.some((statement) => CONCURRENT.test(statement))) {
      for (const statement of migration.sql) await buildBesidePeople(owner, statement);
      await note(migration);
    } else {
      await owner.query(`SET lock_timeout = ${LOCK_WITHIN}`);
      await betweenReaders(TRY_FOR, () => inTransaction(owner, migration, note));
    }
  }
  await owner.query(`SET lock_timeout = ${LOCK_WITHIN}`);
}

async function inTransaction(
  owner: pg.Client,
  migration: MigrationMeta,
  note: (migration: MigrationMeta) => Promise<unknown>,
): Promise<void> {
  await owner.query('BEGIN');
  try {
    for (const statement of migration.sql) await owner.query(statement);
    await note(migration);
    await owner.query('COMMIT');
  } catch (error) {
    // On a connection that broke this fails as well, and the first error says why.
    await owner.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/** Builds an index while people read and write its table. A build that broke off has left an invalid one: it goes first. */
async function buildBesidePeople(owner: pg.Client, statement: string): Promise<void> {
  const [, index] = CONCURRENT.exec(statement) ?? [];
  if (index === undefined) throw new Error('A migration of concurrent statements may have no other statement.');
  await owner.query(`SET lock_timeout = ${CONCURRENTLY_WITHIN}`);
  await betweenReaders(CONCURRENTLY_WITHIN, async () => {
    const { rowCount } = await owner.query(
      'SELECT 1 FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid',
      [owner.escapeIdentifier(index)],
    );
    if (rowCount !== 0) await owner.query(`DROP INDEX CONCURRENTLY ${owner.escapeIdentifier(index)}`);
    await owner.query(statement);
  });
}

/** Tries again what was held up. A transaction that was held up has changed nothing. */
async function betweenReaders(tryFor: number, work: () => Promise<void>): Promise<void> {
  for (const began = performance.now(); ; ) {
    try {
      return await work();
    } catch (error) {
      if (!isHeldUp(error)) throw error;
      if (performance.now() - began > tryFor) {
        throw new DatabaseProblem(
          'DATABASE_OWNER_URL: another session has kept a table of the desk for minutes, and the migration stopped ' +
            'there: look at pg_stat_activity for a transaction that stays open, end it, then start again.',
          { cause: error },
        );
      }
      await sleep(LOCK_PAUSE);
    }
  }
}

/** Postgres: a lock did not come in time, or two transactions waited for each other and this one was ended. */
const HELD_UP = ['55P03', '40P01'];

/** Whether a statement failed because another session kept a table. */
export function isHeldUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && HELD_UP.some((code) => code === error.code);
}
