import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import { openDatabase } from './client';
import { migrateDatabase, migrateWith, roleOf } from './migrate';

/** Databases of every earlier release, with data in all tables, on their way to today's. */

const folder = path.join(import.meta.dirname, 'migrations');
const journal = JSON.parse(fs.readFileSync(path.join(folder, 'meta/_journal.json'), 'utf8'));
const tags: string[] = journal.entries.map(({ tag }: { tag: string }) => tag);
const statements = (tag: string) =>
  fs
    .readFileSync(path.join(folder, `${tag}.sql`), 'utf8')
    .split('--> statement-breakpoint')
    .map((text) => text.replace(/^\s*--.*$/gm, '').trim());

describe('a migration lets the release before it work on', () => {
  /** What statements take from a process that knows the tables as they were. */
  const TAKES_AWAY: Record<string, RegExp> = {
    'removes what it reads or writes': /\bDROP (TABLE|COLUMN|FUNCTION|SCHEMA|VIEW)\b/i,
    'renames it': /\bRENAME\b/i,
    'changes its type': /\bALTER COLUMN\b.*\bTYPE\b/i,
    'demands what it does not write':
      /\bSET NOT NULL\b|\bDROP DEFAULT\b|\bADD COLUMN\b(?!.*\bDEFAULT\b).*\bNOT NULL\b/i,
    'refuses what it writes': /\bADD CONSTRAINT\b.*\b(CHECK|UNIQUE|EXCLUDE)\b|\bCREATE UNIQUE INDEX\b/i,
  };
  /** From before there were two releases side by side; and what touches only tables of the same migration. */
  const BEFORE_THE_RULE = ['0001_accountability', '0008_refusals'];
  const ofNewTable = (statement: string, tag: string) => {
    const table = /(?:ON|TABLE) "(\w+)"/.exec(statement)?.[1];
    return statements(tag).some((other) => other.startsWith(`CREATE TABLE "${table}"`));
  };

  it.each(tags.filter((tag) => !BEFORE_THE_RULE.includes(tag)))('%s', (tag) => {
    const offences = statements(tag)
      .filter((statement) => !/^(CREATE( OR REPLACE)? FUNCTION|CREATE TABLE)\b/i.test(statement))
      .flatMap((statement) =>
        Object.entries(TAKES_AWAY).flatMap(([what, pattern]) =>
          pattern.test(statement) && !ofNewTable(statement, tag) ? [`${what}: ${statement}`] : [],
        ),
      );
    expect(offences).toEqual([]);
  });

  it.each([
    ['ALTER TABLE "accounts" DROP COLUMN "name";'],
    ['ALTER TABLE "accounts" RENAME COLUMN "name" TO "called";'],
    ['ALTER TABLE "accounts" ALTER COLUMN "name" SET DATA TYPE varchar(10);'],
    ['ALTER TABLE "accounts" ALTER COLUMN "name" SET NOT NULL;'],
    ['ALTER TABLE "accounts" ADD COLUMN "team" text NOT NULL;'],
    ['ALTER TABLE "accounts" ADD CONSTRAINT "short" CHECK (length("name") < 10);'],
  ])('would refuse %s', (statement) => {
    expect(Object.values(TAKES_AWAY).some((pattern) => pattern.test(statement))).toBe(true);
  });
  it('would let a new column with a default pass', () => {
    const statement = 'ALTER TABLE "accounts" ADD COLUMN "passkeys" integer DEFAULT 0 NOT NULL;';
    expect(Object.values(TAKES_AWAY).some((pattern) => pattern.test(statement))).toBe(false);
  });
});

describe('an index on a table that grows keeps its writers waiting while it is built', () => {
  const GROWING = ['audit_events', 'directory_customers', 'customer_identifiers'];
  /** What the build takes with a million rows. An action waits for the trail for two seconds at the most. */
  const MEASURED: Record<string, string> = {
    '0023_views':
      'four of the directory: 4.7 s, for which people do not wait; last, audit_events_links: 0.7 s, and audit_events_deeds: 1.1 s',
    '0024_person_action': 'audit_events_actor_action: 2 s, reckoned: 0.5 s for 250,000 events on a busy machine',
  };
  const FIRST_UNDER_THE_RULE = tags.indexOf('0018_budgets');
  const builds = (tag: string) =>
    statements(tag).filter((statement) =>
      GROWING.some((table) => new RegExp(`^CREATE (UNIQUE )?INDEX\\b.* ON "${table}"`, 'is').test(statement)),
    );

  it('so each new one is measured at a million rows', () => {
    expect(builds('0009_tallies').length).toBeGreaterThan(3);
    const tagsThatBuild = tags.slice(FIRST_UNDER_THE_RULE).filter((tag) => builds(tag).length > 0);
    expect(tagsThatBuild).toEqual(Object.keys(MEASURED));
  });

  it('and none removes an index, which waits for the readers of its table', () => {
    const removes = (tag: string) => statements(tag).filter((statement) => /^DROP INDEX\b/i.test(statement));
    expect(removes('0009_tallies').length).toBeGreaterThan(3);
    expect(tags.slice(FIRST_UNDER_THE_RULE).flatMap(removes)).toEqual([]);
  });
});

let databases: OwnDatabases;
beforeAll(async () => {
  databases = await ownDatabases();
}, 60_000);

/** An empty database, and its migration up to the release with so many migrations. */
async function emptyDatabase() {
  const name = `release_${randomUUID().replaceAll('-', '')}`;
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  await databases.asOwner(`CREATE DATABASE ${name} TEMPLATE template0`);
  const [url, ownerUrl] = [at(databases.url), at(databases.ownerUrl)];
  const upTo = (count: number, last?: string) => migrateWith(ownerUrl, roleOf(url), release(count, last));
  return { url, ownerUrl, upTo };
}

/**
 * The folder of migrations as an earlier release had it.
 * @param last the statement of one more migration
 */
function release(count: number, last?: string): string {
  const earlier = fs.mkdtempSync(path.join(process.env.TMPDIR ?? '/tmp', 'release-'));
  fs.mkdirSync(path.join(earlier, 'meta'));
  const entries = journal.entries.slice(0, count);
  if (last !== undefined) {
    const before = entries.at(-1);
    entries.push({ ...before, idx: before.idx + 1, when: before.when + 1, tag: 'last' });
    fs.writeFileSync(path.join(earlier, 'last.sql'), last);
  }
  fs.writeFileSync(path.join(earlier, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
  for (const tag of tags.slice(0, count)) {
    fs.copyFileSync(path.join(folder, `${tag}.sql`), path.join(earlier, `${tag}.sql`));
  }
  return earlier;
}

/** Values that a check of their table lets pass. */
const CHOSEN: Record<string, string> = {
  ...{ 'accounts.kind': 'local', 'accounts.role': 'support', 'audit_events.phase': 'outcome', 'review_place.id': '1' },
  ...{ 'approvals.kind': 'link', 'approvals.state': 'lapsed', 'audit_events.seq': '1' },
};
/** Columns that stay empty, because a check or another row decides about them. */
const EMPTY = new Set(['approvals.sealed', 'approvals.decided_by', 'audit_events.intent_seq']);
const VALUES: Record<string, (known: Map<string, string>) => string> = {
  uuid: (known) => known.get('accounts') ?? randomUUID(),
  text: () => 'x',
  bytea: () => `\\x${'00'.repeat(32)}`,
  jsonb: () => '{}',
  boolean: () => 'f',
  date: () => '2026-01-01',
  'timestamp with time zone': () => '2026-01-01T00:00:00Z',
  ARRAY: () => '{}',
};

/** Puts a row into each table that has none, parents first. */
async function fill(client: pg.Client, known: Map<string, string>): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; type: string; identity: string }>(`
    SELECT c.table_name AS table, c.column_name AS column, c.data_type AS type, c.is_identity AS identity
    FROM information_schema.columns AS c JOIN pg_tables ON tablename = c.table_name AND schemaname = c.table_schema
    WHERE c.table_schema = 'public' ORDER BY c.ordinal_position`);
  const tables = [...new Set(rows.map(({ table }) => table))].sort((one, other) => rank(one) - rank(other));
  for (const table of tables) {
    if ((await client.query(`SELECT 1 FROM "${table}" LIMIT 1`)).rowCount !== 0) continue;
    const columns = rows.filter((row) => row.table === table);
    const given = columns.flatMap(({ column, type, identity }) => {
      const name = `${table}.${column}`;
      if (identity === 'YES' || EMPTY.has(name)) return [];
      const parent = PARENTS.get(column);
      if (parent !== undefined && known.has(parent)) return [[column, known.get(parent)]];
      return [
        [column, column === 'id' && type === 'uuid' ? randomUUID() : (CHOSEN[name] ?? VALUES[type]?.(known) ?? '1')],
      ];
    });
    const names = given.map(([column]) => `"${column}"`).join(', ');
    const places = given.map((_, index) => `$${index + 1}`).join(', ');
    const { rows: made } = await client.query(
      `INSERT INTO "${table}" (${names}) VALUES (${places}) RETURNING *`,
      given.map(([, value]) => value),
    );
    if (typeof made[0]?.id === 'string') known.set(table, made[0].id);
  }
}

/** Tables that others refer to come before these, and the columns that name their rows. */
const FIRST = ['accounts', 'sessions', 'customer_notes'];
const PARENTS = new Map([
  ['session_id', 'sessions'],
  ['note_id', 'customer_notes'],
]);
const rank = (table: string) => FIRST.indexOf(table) + 1 || FIRST.length + 1;

describe('a database of every earlier release', () => {
  it('with a row in each table keeps them all, up to today', async () => {
    const { url, ownerUrl, upTo } = await emptyDatabase();
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    const count = async () => {
      const { rows } = await client.query("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'");
      const counts = rows.map(async ({ name }) => [
        name,
        Number((await client.query(`SELECT count(*) FROM "${name}"`)).rows[0].count),
      ]);
      return Object.fromEntries(await Promise.all(counts)) as Record<string, number>;
    };
    const known = new Map<string, string>();
    let before: Record<string, number> = {};
    for (const step of tags.keys()) {
      await upTo(step + 1);
      const after = await count();
      const lost = Object.keys(before).filter((table) => (after[table] ?? 0) < (before[table] ?? 0));
      expect([tags[step], lost]).toEqual([tags[step], []]);
      await fill(client, known);
      before = await count();
    }
    expect(Object.entries(before).filter(([, rows]) => rows === 0)).toEqual([]);
    await client.end();
    // Today's code finds all that it needs, by the same look as `/api/health/ready`.
    expect(await migrateDatabase(ownerUrl, roleOf(url))).toBe('public');
    const { pool, close } = openDatabase(url);
    expect((await pool.query('SELECT kind, passkeys, password_hash FROM accounts')).rows).toEqual([
      { kind: 'local', passkeys: 0, password_hash: 'x' },
    ]);
    await close();
  }, 60_000);
});

describe('a migration at noon', () => {
  /** The release before had migrations up to `0018_budgets`, so a desk takes all further ones in one transaction. */
  const RELEASE_BEFORE = tags.indexOf('0018_budgets') + 1;
  const BEFORE_VIEWS = tags.indexOf('0023_views');
  /** Waits until the migration of this database waits for a table, or between two tries to get some. */
  const untilHeldUp = async (owner: pg.Client) => {
    const held = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
      AND (wait_event_type = 'Lock' OR wait_event = 'PgSleep')`;
    await vi.waitFor(async () => expect((await owner.query(held)).rows).toHaveLength(1), { timeout: 20_000 });
  };

  it('waits for a long reader without making everybody wait behind it', async () => {
    const { url, upTo } = await emptyDatabase();
    const last = tags.indexOf('0013_session_generation');
    await upTo(last);
    const [reader, other] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })];
    await Promise.all([reader.connect(), other.connect()]);
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
    await Promise.all([reader.end(), other.end()]);
  });

  it('ends while an export reads the directory; replaced indexes go at a start without readers', async () => {
    const { url, ownerUrl, upTo } = await emptyDatabase();
    await upTo(RELEASE_BEFORE);
    const reader = new pg.Client({ connectionString: url });
    const owner = new pg.Client({ connectionString: ownerUrl });
    await Promise.all([reader.connect(), owner.connect()]);
    const left = async () => {
      const { rows } = await owner.query(`SELECT indexname AS name FROM pg_indexes
        WHERE indexname = 'directory_listed' OR indexname LIKE 'directory%expiry_by_day'`);
      return rows.length;
    };
    await reader.query('BEGIN READ ONLY; DECLARE found NO SCROLL CURSOR FOR SELECT uuid FROM directory_customers');
    await upTo(tags.length);
    expect(await left()).toBe(4);
    await reader.query('COMMIT');
    await upTo(tags.length);
    expect(await left()).toBe(0);
    await Promise.all([reader.end(), owner.end()]);
  });

  it.each([
    ['a sign-in', RELEASE_BEFORE, ['sessions', 'accounts', 'audit_events']],
    ['a change of an account', RELEASE_BEFORE, ['accounts', 'sessions', 'audit_events']],
    ['an action', RELEASE_BEFORE, ['audit_events']],
    ['a note', BEFORE_VIEWS, ['customer_notes', 'note_mentions', 'accounts', 'audit_events']],
  ])(
    'lets %s finish that has begun: it waits for no table while it keeps another',
    async (_, from, [first, ...others]) => {
      const { url, ownerUrl, upTo } = await emptyDatabase();
      await upTo(from);
      const [person, sync] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })];
      const owner = new pg.Client({ connectionString: ownerUrl });
      await Promise.all([person.connect(), sync.connect(), owner.connect()]);
      // The person comes when the migration has found all tables free, and builds its indexes.
      await sync.query('BEGIN; LOCK TABLE directory_customers IN ROW EXCLUSIVE MODE');
      const migrated = upTo(tags.length);
      await untilHeldUp(owner);
      await person.query(`SET lock_timeout = 500; BEGIN; LOCK TABLE ${first} IN ROW EXCLUSIVE MODE`);
      await sync.query('COMMIT');
      await untilHeldUp(owner);
      for (const table of others) await person.query(`LOCK TABLE ${table} IN ROW EXCLUSIVE MODE`);
      await person.query('COMMIT');
      await migrated;
      await Promise.all([person.end(), sync.end(), owner.end()]);
    },
  );

  it('lets a view be saved that is under way, where the views are there already', async () => {
    const { url, ownerUrl, upTo } = await emptyDatabase();
    await upTo(BEFORE_VIEWS + 1);
    const person = new pg.Client({ connectionString: url });
    const owner = new pg.Client({ connectionString: ownerUrl });
    await Promise.all([person.connect(), owner.connect()]);
    await person.query('SET lock_timeout = 500; BEGIN; LOCK TABLE saved_views IN SHARE ROW EXCLUSIVE MODE');
    const migrated = upTo(tags.length);
    await untilHeldUp(owner);
    await person.query('LOCK TABLE audit_events IN ROW EXCLUSIVE MODE');
    await person.query('COMMIT');
    await migrated;
    await Promise.all([person.end(), owner.end()]);
  });

  it('lets the directory be written while a backup reads the accounts', async () => {
    const { url, ownerUrl, upTo } = await emptyDatabase();
    await upTo(RELEASE_BEFORE);
    const [backup, sync] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })];
    const owner = new pg.Client({ connectionString: ownerUrl });
    await Promise.all([backup.connect(), sync.connect(), owner.connect()]);
    await backup.query('BEGIN; LOCK TABLE accounts IN ACCESS SHARE MODE');
    await sync.query('SET lock_timeout = 500');
    const migrated = upTo(tags.length);
    await untilHeldUp(owner);
    // Longer than one try of the migration.
    for (const end = Date.now() + 2_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
      await sync.query('UPDATE directory_customers SET uuid = uuid');
    }
    await backup.query('COMMIT');
    await migrated;
    await Promise.all([backup.end(), sync.end(), owner.end()]);
  });

  it('tries again when Postgres ends it to solve a deadlock', async () => {
    const { ownerUrl, upTo } = await emptyDatabase();
    await upTo(1);
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    await owner.query('CREATE SEQUENCE tries');
    // A sequence keeps its number when the transaction is rolled back.
    await upTo(
      1,
      `DO $$ BEGIN IF nextval('tries') = 1 THEN
        RAISE EXCEPTION 'deadlock detected' USING ERRCODE = 'deadlock_detected'; END IF; END $$`,
    );
    expect((await owner.query('SELECT last_value FROM tries')).rows).toEqual([{ last_value: '2' }]);
    await owner.end();
  });
});
