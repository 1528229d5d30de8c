import 'server-only';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { createClient } from './connection';
import { DatabaseProblem } from './database-problem';
import { applicationProblem, inspectDatabase, ownerProblem, refuse } from './preflight';
import { isHeldUp, runMigrations } from './run-migrations';

/**
 * Not the number of the releases up to 0018_budgets: their starts wait for theirs within a statement. See `takeTurn`.
 */
const LOCK = 7_302_129;
const CONNECT_WITHIN = 5_000;
const TURN_PAUSE = 250;

/**
 * Indexes that another one has replaced, under the name of that one. Removing an index waits for every reader of its
 * table, and an export reads for minutes. So no migration removes one: its other locks would be kept meanwhile.
 */
const REPLACED = new Map([
  ['directory_listed', 'directory_listed_people'],
  ['directory_face_failed', 'directory_face_failed_by_status'],
  ['directory_passport_expiry_by_day', 'directory_passport_expiry_days'],
  ['directory_emirates_id_expiry_by_day', 'directory_emirates_id_expiry_days'],
  ['directory_egypt_national_id_expiry_by_day', 'directory_egypt_national_id_expiry_days'],
]);

/** What the application's role may do with a table. */
const RIGHTS = new Map([
  ['audit_events', 'INSERT, SELECT'],
  // A public key never changes, so that a fault in the application cannot put another person's key into a row.
  ['passkeys', 'INSERT, SELECT, DELETE, UPDATE (name, counter, synced, last_used_at)'],
  // A challenge is written once, and goes when it is answered.
  ['passkey_challenges', 'INSERT, SELECT, DELETE'],
  // What a rule has said stays said: a review is closed, and neither changed nor removed.
  ['review_findings', 'INSERT, SELECT, UPDATE (closed_at, closed_by, word)'],
  // What was asked for, and by whom, never changes, and no request is removed.
  ['approvals', 'INSERT, SELECT, UPDATE (state, sealed, decided_by, decided_at, begun_at, word, failure)'],
]);
const ALL_RIGHTS = 'INSERT, SELECT, UPDATE, DELETE';
/** What drizzle calls its list of migrations. The list of a desk in `public` has a schema of its own, from the start. */
const MIGRATIONS = { table: '__drizzle_migrations', schemaBesidePublic: 'drizzle' };

/**
 * Tries both roles, brings the schema up to date, and tries the application's role again.
 *
 * @param url connects as the application's role; `ownerUrl` as the owner of the tables, another role
 * @throws DatabaseProblem when the desk can't work with the database: one sentence that says what to do
 */
export async function prepareDatabase(url: string, ownerUrl: string): Promise<void> {
  const application = await inspectDatabase(url, 'DATABASE_URL');
  const owner = await inspectDatabase(ownerUrl, 'DATABASE_OWNER_URL');
  if (application.role === owner.role) {
    refuse('DATABASE_OWNER_URL', 'both URLs lead in as one role: the application may not own its audit trail');
  }
  if (application.database !== owner.database) {
    refuse('DATABASE_OWNER_URL', 'the URLs name two databases: the owner migrates the one that the application uses');
  }
  refuse('DATABASE_OWNER_URL', ownerProblem(owner));
  const schema = await migrateDatabase(ownerUrl, application.role);
  refuse('DATABASE_URL', applicationProblem(await inspectDatabase(url, 'DATABASE_URL'), { role: owner.role, schema }));
}

/**
 * Brings the schema up to date and gives the application's role what it needs: everything on the desk's tables, but
 * only INSERT and SELECT on the audit trail, and no change of a passkey's key. Safe to run from several replicas at once: they take turns on an advisory
 * lock. The tables lie where they are, else in the first schema of the owner's path.
 *
 * @param ownerUrl a postgres URL of the role that owns the schema
 * @param appRole the role under which the application runs; never the owner, who could undo all of this
 * @returns the schema of the tables
 * @throws DatabaseProblem for what the database's administrator must put right; else what the database throws
 */
export async function migrateDatabase(ownerUrl: string, appRole: string): Promise<string> {
  return await migrateWith(ownerUrl, appRole, path.join(process.cwd(), 'lib/server/db/migrations'));
}

/** {@link migrateDatabase} with the migrations of a folder: a test has those of earlier releases. */
export async function migrateWith(ownerUrl: string, appRole: string, migrationsFolder: string): Promise<string> {
  // A migration takes what it takes, and another replica waits for it.
  const { client: owner, connect } = createClient(ownerUrl, {
    connectWithin: CONNECT_WITHIN,
    settings: '-c statement_timeout=0',
  });
  owner.on('error', () => {});
  try {
    await connect();
    await takeTurn(owner);
    const schema = await schemaOf(owner);
    // New tables go beside the old ones, whatever the path says today.
    await owner.query(
      "SELECT set_config('search_path', concat_ws(', ', quote_ident($1), nullif(current_setting('search_path'), '')), false)",
      [schema],
    );
    const migrationsSchema = schema === 'public' ? MIGRATIONS.schemaBesidePublic : schema;
    await runMigrations(owner, migrationsFolder, { schema: migrationsSchema, table: MIGRATIONS.table }).catch(
      explained,
    );
    await grantTo(owner, schema, appRole);
    await removeReplaced(owner, schema);
    return schema;
  } finally {
    // Ends the session and with it the lock.
    await owner.end().catch(() => {});
  }
}

/**
 * Takes the lock of the migrations. It asks again and again: a statement that waits is a transaction, and the holder may
 * build an index `CONCURRENTLY`, which waits for every transaction. The two would wait for each other.
 */
async function takeTurn(owner: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await owner.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [LOCK]);
    if (rows[0]?.taken) return;
    await sleep(TURN_PAUSE);
  }
}

/**
 * Removes indexes that the migrations have replaced. `CONCURRENTLY`, so that nobody waits behind it. While somebody reads
 * the table for long it gives up, and leaves the rest to the next start: an index too many costs writes alone.
 */
async function removeReplaced(owner: pg.Client, schema: string): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    'SELECT indexname AS name FROM pg_indexes WHERE schemaname = $1 AND indexname = ANY($2)',
    [schema, [...REPLACED].flat()],
  );
  const present = rows.map(({ name }) => name);
  try {
    for (const [index, by] of REPLACED) {
      if (!present.includes(index) || !present.includes(by)) continue;
      await owner.query(`DROP INDEX CONCURRENTLY ${owner.escapeIdentifier(schema)}.${owner.escapeIdentifier(index)}`);
    }
  } catch (error) {
    if (!isHeldUp(error)) throw error;
  }
}

async function schemaOf(owner: pg.Client): Promise<string> {
  const { rows } = await owner.query<{ schema: string | null }>(`
    SELECT COALESCE((SELECT nspname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
      WHERE pg_class.oid = to_regclass('accounts')), current_schema()) AS schema`);
  return rows[0]?.schema ?? 'public';
}

/** Explains the one failure that an operator must solve: the owner may not create the extension. */
function explained(error: unknown): never {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (/extension "?pg_trgm/.test(current.message) && 'code' in current) {
      throw new DatabaseProblem(
        'DATABASE_OWNER_URL: the search needs the extension pg_trgm, which this role may not create: ' +
          'have the database administrator run `CREATE EXTENSION pg_trgm;` in this database, then start again.',
      );
    }
  }
  throw error;
}

/** The role under which a postgres URL connects. */
export function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}

async function grantTo(owner: pg.Client, schema: string, appRole: string): Promise<void> {
  const role = owner.escapeIdentifier(appRole);
  const place = owner.escapeIdentifier(schema);
  await owner.query(`GRANT USAGE ON SCHEMA ${place} TO ${role}`);
  // The schema may hold tables of other programs, which are theirs to give.
  const { rows } = await owner.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables
     WHERE schemaname = $1 AND tablename <> $2 AND pg_has_role(tableowner, 'USAGE')`,
    [schema, MIGRATIONS.table],
  );
  const statements = rows.flatMap(({ name }) => {
    const table = `${place}.${owner.escapeIdentifier(name)}`;
    return [`REVOKE ALL ON ${table} FROM ${role}`, `GRANT ${RIGHTS.get(name) ?? ALL_RIGHTS} ON ${table} TO ${role}`];
  });
  // In one message, which is one transaction: a replica that runs already must not be without its rights for a moment.
  if (statements.length > 0) await owner.query(statements.join('; '));
}
