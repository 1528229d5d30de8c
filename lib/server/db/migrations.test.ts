import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyDatabase, MIGRATIONS, tags } from '@/scripts/postgres/earlier-release';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import { openDatabase } from './client';
import { migrateDatabase, roleOf } from './migrate';

/** Databases of every earlier release, with data in all tables, on their way to today's. */

const statements = (tag: string) =>
  fs
    .readFileSync(path.join(MIGRATIONS, `${tag}.sql`), 'utf8')
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

describe('an index on a table that grows', () => {
  const GROWING = ['audit_events', 'directory_customers', 'customer_identifiers'];
  const FIRST_UNDER_THE_RULE = tags.indexOf('0019_removals');
  const builds = (tag: string) =>
    statements(tag).filter((statement) =>
      GROWING.some((table) => new RegExp(`^CREATE (UNIQUE )?INDEX\\b.* ON "${table}"`, 'is').test(statement)),
    );
  const isBesidePeople = (statement: string) =>
    /^CREATE INDEX CONCURRENTLY IF NOT EXISTS "\w+" ON "\w+"/.test(statement);

  it('is built beside those who write the table, and passed over where it is there', () => {
    expect(builds('0009_tallies').length).toBeGreaterThan(3);
    const later = tags.slice(FIRST_UNDER_THE_RULE).flatMap(builds);
    expect(later.length).toBeGreaterThan(6);
    expect(later.filter((statement) => !isBesidePeople(statement))).toEqual([]);
  });

  it('is in a migration of its kind alone, which has no transaction', () => {
    const mixed = tags.filter((tag) => {
      const beside = statements(tag).map((statement) => /\bCONCURRENTLY\b/i.test(statement));
      return beside.includes(true) && !statements(tag).every(isBesidePeople);
    });
    expect(mixed).toEqual([]);
  });

  it('is removed by no migration, because a removal waits for the readers of the table', () => {
    const removes = (tag: string) => statements(tag).filter((statement) => /^DROP INDEX\b/i.test(statement));
    expect(removes('0009_tallies').length).toBeGreaterThan(3);
    expect(tags.slice(FIRST_UNDER_THE_RULE).flatMap(removes)).toEqual([]);
  });
});

let databases: OwnDatabases;
beforeAll(async () => {
  databases = await ownDatabases();
}, 60_000);

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
    const { url, ownerUrl, upTo } = await emptyDatabase(databases);
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
