import pg from 'pg';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { emptyDatabase, tags } from '@/scripts/postgres/earlier-release';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';

/** Migrations of a database in which people work: whom they keep waiting, and what they do when somebody is in their way. */

let databases: OwnDatabases;
beforeAll(async () => {
  databases = await ownDatabases();
}, 60_000);

/** The release that went out before today's. */
const BEFORE = tags.indexOf('0018_budgets') + 1;
const BEFORE_VIEWS = tags.indexOf('0023_views');
const ALL = tags.length;

/** A database of an earlier release, and connections to it that end with the test. */
async function databaseOf(count: number) {
  const { url, ownerUrl, upTo } = await emptyDatabase(databases);
  await upTo(count);
  const open = async (connectionString: string) => {
    const client = new pg.Client({ connectionString });
    await client.connect();
    onTestFinished(() => client.end());
    return client;
  };
  return { upTo, person: () => open(url), owner: await open(ownerUrl) };
}

/** Waits until the migration of this database waits for a table, or between two tries to get some. */
async function untilHeldUp(owner: pg.Client): Promise<void> {
  const held = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
    AND (wait_event_type = 'Lock' OR wait_event = 'PgSleep')`;
  await vi.waitFor(async () => expect((await owner.query(held)).rows).toHaveLength(1), { timeout: 20_000 });
}

/** The indexes of the migrations that are there, and those that broke off. */
async function indexes(owner: pg.Client, like: string): Promise<{ name: string; valid: boolean }[]> {
  const { rows } = await owner.query(
    `SELECT relname AS name, indisvalid AS valid FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
     WHERE relname LIKE $1 ORDER BY relname`,
    [like],
  );
  return rows;
}

/** Reads a table, and keeps its snapshot, as an export does. */
async function exportOf(reader: pg.Client, table: string): Promise<void> {
  await reader.query(`BEGIN READ ONLY; DECLARE found NO SCROLL CURSOR FOR SELECT * FROM ${table}`);
}

describe('a migration at noon', () => {
  it('waits for a long reader without making everybody wait behind it', async () => {
    const last = tags.indexOf('0013_session_generation');
    const { upTo, person } = await databaseOf(last);
    const [reader, other] = await Promise.all([person(), person()]);
    await reader.query('BEGIN; SELECT * FROM sessions');
    const migrated = upTo(last + 1);
    let longest = 0;
    for (const end = Date.now() + 2_500; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
      const began = performance.now();
      await other.query('SELECT * FROM sessions');
      longest = Math.max(longest, performance.now() - began);
    }
    // It waited in vain, at least once, and gave the table back after a second.
    expect(longest).toBeGreaterThan(300);
    expect(longest).toBeLessThan(2_000);
    await reader.query('COMMIT');
    await migrated;
    expect((await other.query('SELECT generation FROM sessions')).rows).toEqual([]);
  });

  it.each([
    ['a sign-in', BEFORE, ['sessions', 'accounts', 'audit_events']],
    ['a change of an account', BEFORE, ['accounts', 'sessions', 'audit_events']],
    ['an action', BEFORE, ['audit_events']],
    ['a note', BEFORE_VIEWS, ['customer_notes', 'note_mentions', 'accounts', 'audit_events']],
  ])('lets %s finish that has begun: it waits for no table while it keeps another', async (_, from, tables) => {
    const { upTo, owner, person } = await databaseOf(from);
    const [first, ...others] = tables;
    const working = await person();
    await working.query(`SET lock_timeout = 500; BEGIN; LOCK TABLE ${first} IN ROW EXCLUSIVE MODE`);
    const migrated = upTo(ALL);
    await untilHeldUp(owner);
    for (const table of others) await working.query(`LOCK TABLE ${table} IN ROW EXCLUSIVE MODE`);
    await working.query('COMMIT');
    await migrated;
  });

  it('lets a view be saved that is under way, where the views are there already', async () => {
    const { upTo, owner, person } = await databaseOf(BEFORE_VIEWS + 1);
    const working = await person();
    await working.query('SET lock_timeout = 500; BEGIN; LOCK TABLE saved_views IN SHARE ROW EXCLUSIVE MODE');
    const migrated = upTo(ALL);
    await untilHeldUp(owner);
    await working.query('LOCK TABLE audit_events IN ROW EXCLUSIVE MODE');
    await working.query('COMMIT');
    await migrated;
  });

  it('lets the directory be written while a backup reads the accounts', async () => {
    const { upTo, owner, person } = await databaseOf(BEFORE);
    const [backup, sync] = await Promise.all([person(), person()]);
    await backup.query('BEGIN; LOCK TABLE accounts IN ACCESS SHARE MODE');
    await sync.query('SET lock_timeout = 500');
    const migrated = upTo(ALL);
    await untilHeldUp(owner);
    // Longer than one try of the migration.
    for (const end = Date.now() + 2_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
      await sync.query('UPDATE directory_customers SET uuid = uuid');
    }
    await backup.query('COMMIT');
    await migrated;
  });

  it('goes on where it stopped', async () => {
    const { upTo, owner } = await databaseOf(1);
    await expect(upTo(BEFORE, 'SELECT 1 / 0')).rejects.toThrow('division by zero');
    expect((await owner.query('SELECT count(*)::int AS had FROM drizzle.__drizzle_migrations')).rows).toEqual([
      { had: BEFORE },
    ]);
    await upTo(ALL);
    expect(await indexes(owner, 'audit_events_deeds')).toEqual([{ name: 'audit_events_deeds', valid: true }]);
  });

  it('tries again when Postgres ends it to solve a deadlock', async () => {
    const { upTo, owner } = await databaseOf(1);
    await owner.query('CREATE SEQUENCE tries');
    // A sequence keeps its number when the transaction is rolled back.
    await upTo(
      1,
      `DO $$ BEGIN IF nextval('tries') = 1 THEN
        RAISE EXCEPTION 'deadlock detected' USING ERRCODE = 'deadlock_detected'; END IF; END $$`,
    );
    expect((await owner.query('SELECT last_value FROM tries')).rows).toEqual([{ last_value: '2' }]);
  });
});

describe('an index that is built at noon', () => {
  it.each([
    ['the trail', 'audit_events'],
    ['the directory', 'directory_customers'],
  ])('waits for an export of %s, and nobody waits for the index', async (_, table) => {
    const { upTo, owner, person } = await databaseOf(BEFORE);
    const [reader, working] = await Promise.all([person(), person()]);
    await exportOf(reader, table);
    const migrated = upTo(ALL);
    await untilHeldUp(owner);
    await working.query('SET lock_timeout = 500');
    for (const written of ['audit_events', 'accounts', 'sessions', 'directory_customers', 'customer_identifiers']) {
      await working.query(`BEGIN; LOCK TABLE ${written} IN ROW EXCLUSIVE MODE; COMMIT`);
    }
    await untilHeldUp(owner);
    await reader.query('COMMIT');
    await migrated;
    expect((await indexes(owner, 'audit_events_%')).every(({ valid }) => valid)).toBe(true);
  });

  it('is built again when the build broke off', async () => {
    const { upTo, owner, person } = await databaseOf(BEFORE);
    const reader = await person();
    await exportOf(reader, 'audit_events');
    await owner.query('SET lock_timeout = 100');
    const build = owner.query('CREATE INDEX CONCURRENTLY audit_events_deeds ON audit_events (customer)');
    await expect(build).rejects.toThrow('lock timeout');
    expect(await indexes(owner, 'audit_events_deeds')).toEqual([{ name: 'audit_events_deeds', valid: false }]);
    await reader.query('COMMIT');
    await upTo(ALL);
    expect(await indexes(owner, 'audit_events_deeds')).toEqual([{ name: 'audit_events_deeds', valid: true }]);
  });

  it('stays as it is in a database that has it already', async () => {
    const { upTo, owner } = await databaseOf(tags.indexOf('0028_indexes_beside_people'));
    await owner.query('CREATE INDEX directory_listed_people ON directory_customers (uuid)');
    const found = async () => (await owner.query("SELECT 'directory_listed_people'::regclass::oid AS id")).rows;
    const before = await found();
    await upTo(ALL);
    expect(await found()).toEqual(before);
  });

  it('is built while another replica waits for its turn', async () => {
    const { upTo, owner } = await databaseOf(BEFORE);
    await Promise.all([upTo(ALL), upTo(ALL), upTo(ALL)]);
    expect(await indexes(owner, 'audit_events_deeds')).toEqual([{ name: 'audit_events_deeds', valid: true }]);
  });

  it('lets the one that it replaces go at a start without readers', async () => {
    const { upTo, owner, person } = await databaseOf(ALL);
    const reader = await person();
    expect(await indexes(owner, 'directory%expiry_by_day')).toEqual([]);
    await owner.query('CREATE INDEX directory_listed ON directory_customers (uuid)');
    await exportOf(reader, 'directory_customers');
    await upTo(ALL);
    expect(await indexes(owner, 'directory_listed')).toHaveLength(1);
    await reader.query('COMMIT');
    // The first try left it invalid, and the next one takes it away all the same.
    await upTo(ALL);
    expect(await indexes(owner, 'directory_listed')).toEqual([]);
  });
});
