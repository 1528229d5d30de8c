import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import { startTestPooler, type TestPooler } from '@/scripts/postgres/test-pooler';
import { openDatabase } from './client';
import { connectionProblem } from './database-problem';
import { prepareDatabase } from './migrate';
import { applicationProblem, type DatabaseFacts, databaseProblem, ownerProblem } from './preflight';

/** Databases as their administrators set them up: the start works, or ends with one sentence that says what to do. */

const PASSWORD = 'open-sesame-of-this-test';
let server: OwnDatabases;
/** Roles belong to the whole server, which outlives a run while a person works on the tests. */
const RUN = randomUUID().slice(0, 8);
let count = 0;
beforeAll(async () => {
  server = await ownDatabases();
}, 60_000);

interface OwnDatabase {
  name: string;
  app: string;
  owner: string;
  url: string;
  ownerUrl: string;
  /** Statements as a superuser, in this database. */
  as(...statements: string[]): Promise<void>;
}

/** A database with an owner and an application's role of its own, neither of them a superuser. */
async function ownDatabase(more = ''): Promise<OwnDatabase> {
  count += 1;
  const own = `${RUN}_${count}`;
  const [name, app, owner] = [`desk_${own}`, `app_${own}`, `owner_${own}`];
  const admin = new URL(server.ownerUrl);
  const at = (user: string, password: string) =>
    Object.assign(new URL(admin), { username: user, password, pathname: `/${name}` }).href;
  await server.asOwner(
    `CREATE ROLE ${owner} LOGIN PASSWORD '${PASSWORD}'; CREATE ROLE ${app} LOGIN PASSWORD '${PASSWORD}'`,
  );
  await server.asOwner(`CREATE DATABASE ${name} OWNER ${owner} TEMPLATE template0 ${more}`);
  return {
    name,
    app,
    owner,
    url: at(app, PASSWORD),
    ownerUrl: at(owner, PASSWORD),
    async as(...statements) {
      const client = new pg.Client({ connectionString: at(admin.username, admin.password) });
      await client.connect();
      try {
        for (const statement of statements) await client.query(statement);
      } finally {
        await client.end();
      }
    },
  };
}

const withOptions = (url: string, options: string) => `${url}?options=${encodeURIComponent(options)}`;

/** The start's one sentence; '' when the desk can start. */
async function problemOf(url: string, ownerUrl: string): Promise<string> {
  const message = await prepareDatabase(url, ownerUrl).then(
    () => '',
    (error: Error) => `${error.name}: ${error.message}`,
  );
  expect(message).not.toContain(PASSWORD);
  expect(message.trim()).not.toContain('\n');
  return message;
}

/** What the application does with the database, in short: it finds its tables, and the trigrams, and writes. */
async function expectUsable(url: string, schema: string): Promise<void> {
  const { pool, close } = openDatabase(url, { max: 2, settings: '-c enable_seqscan=off -c jit=off' });
  try {
    const { rows } = await pool.query(`
      SELECT word_similarity('haddad', 'layla haddad') AS like, current_setting('enable_seqscan') AS seqscan,
        current_setting('statement_timeout') AS timeout, nspname AS schema
      FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE pg_class.oid = to_regclass('audit_events')`);
    expect(rows).toEqual([{ like: 1, seqscan: 'off', timeout: '10s', schema }]);
    await pool.query("SELECT * FROM directory_customers WHERE search LIKE '%haddad%'");
    await pool.query('UPDATE directory_sync SET walk = walk');
    await expect(pool.query('DELETE FROM audit_events')).rejects.toMatchObject({ code: '42501' });
  } finally {
    await close();
  }
}

describe('the start works', () => {
  it('with tables and pg_trgm in schemas of their own, found by the path of the roles', async () => {
    const { app, owner, name, url, ownerUrl, as } = await ownDatabase();
    await as(
      `CREATE SCHEMA desk AUTHORIZATION ${owner}; CREATE SCHEMA "Extensions"`,
      'CREATE EXTENSION pg_trgm SCHEMA "Extensions"; GRANT USAGE ON SCHEMA "Extensions" TO PUBLIC',
      `ALTER ROLE ${owner} SET search_path = desk; ALTER ROLE ${app} IN DATABASE ${name} SET search_path = desk`,
      // Of somebody else, who shares the schema.
      'CREATE TABLE desk.of_another_program (x int)',
    );
    expect(await problemOf(url, ownerUrl)).toBe('');
    await expectUsable(url, 'desk');
    // The next start finds everything where it is.
    expect(await problemOf(url, ownerUrl)).toBe('');
  });

  it('with a path in the options of the URLs', async () => {
    const { owner, url, ownerUrl, as } = await ownDatabase();
    await as(`CREATE SCHEMA "The Desk" AUTHORIZATION ${owner}`, 'REVOKE ALL ON SCHEMA public FROM PUBLIC');
    const options = '-c search_path="The\\ Desk"';
    expect(await problemOf(withOptions(url, options), withOptions(ownerUrl, options))).toBe('');
    await expectUsable(withOptions(url, options), 'The Desk');
  });

  it('with tables in public, also when a schema comes before it later', async () => {
    const { owner, url, ownerUrl, as } = await ownDatabase();
    expect(await problemOf(url, ownerUrl)).toBe('');
    await as(`CREATE SCHEMA ${owner} AUTHORIZATION ${owner}`);
    expect(await problemOf(url, ownerUrl)).toBe('');
    await expectUsable(url, 'public');
  });

  it('whatever the role or the database has set for its sessions', async () => {
    const { app, name, url, ownerUrl, as } = await ownDatabase();
    await as(
      `ALTER ROLE ${app} SET DateStyle = 'German'; ALTER ROLE ${app} SET TimeZone = 'Asia/Dubai'`,
      `ALTER DATABASE ${name} SET default_transaction_isolation = 'serializable'`,
      `ALTER DATABASE ${name} SET bytea_output = 'escape'; ALTER DATABASE ${name} SET standard_conforming_strings = off`,
    );
    expect(await problemOf(url, ownerUrl)).toBe('');
    const { pool, close } = openDatabase(url, { max: 1 });
    const { rows } = await pool
      .query(`SELECT '2026-02-03T04:05:06Z'::timestamptz AS at, '\\x00ff'::bytea AS bytes, 'a\\nb' AS text,
        current_setting('transaction_isolation') AS isolation`)
      .finally(close);
    const at = new Date('2026-02-03T04:05:06Z');
    expect(rows).toEqual([{ at, bytes: Buffer.from([0, 255]), text: 'a\\nb', isolation: 'read committed' }]);
  });

  it('from two replicas at once', async () => {
    const { url, ownerUrl } = await ownDatabase();
    expect(await Promise.all([problemOf(url, ownerUrl), problemOf(url, ownerUrl)])).toEqual(['', '']);
  });
});

describe('the start ends with one sentence', () => {
  it.each<[string, (database: OwnDatabase) => string[], string]>([
    [
      'the application does not find the tables',
      ({ owner }) => [
        'CREATE EXTENSION pg_trgm',
        `CREATE SCHEMA desk AUTHORIZATION ${owner}`,
        `ALTER ROLE ${owner} SET search_path = desk`,
      ],
      'run ALTER ROLE app_N IN DATABASE desk_N SET search_path = desk',
    ],
    [
      'no schema is there',
      ({ owner }) => [`ALTER ROLE ${owner} SET search_path = nowhere`],
      'no schema of the search_path',
    ],
    [
      'the owner may not create tables',
      ({ name }) => [
        'CREATE SCHEMA closed',
        'GRANT USAGE ON SCHEMA closed TO PUBLIC',
        `ALTER DATABASE ${name} SET search_path = closed`,
      ],
      'run GRANT CREATE ON SCHEMA closed TO owner_N',
    ],
    [
      'the owner may not create schemas',
      ({ name }) => [`ALTER DATABASE ${name} OWNER TO desk`, 'GRANT CREATE ON SCHEMA public TO PUBLIC'],
      'run GRANT CREATE ON DATABASE desk_N TO owner_N',
    ],
    [
      'pg_trgm lies where a role may not look',
      () => ['CREATE SCHEMA extensions', 'CREATE EXTENSION pg_trgm SCHEMA extensions'],
      'run GRANT USAGE ON SCHEMA extensions TO owner_N',
    ],
    [
      'pg_trgm lies where only the owner may look',
      ({ owner }) => [
        'CREATE SCHEMA extensions',
        'CREATE EXTENSION pg_trgm SCHEMA extensions',
        `GRANT USAGE ON SCHEMA extensions TO ${owner}`,
      ],
      'DATABASE_URL: app_N may not use schema extensions',
    ],
    [
      'the server takes no changes',
      ({ app }) => [`ALTER ROLE ${app} SET default_transaction_read_only = on`],
      'the address of the primary',
    ],
    ['the application is a superuser', ({ app }) => [`ALTER ROLE ${app} SUPERUSER`], 'may change the audit trail'],
    [
      'the application is a member of the owner',
      ({ app, owner }) => [`GRANT ${owner} TO ${app}`],
      'may change the audit trail',
    ],
    [
      'the password is wrong',
      ({ app }) => [`ALTER ROLE ${app} PASSWORD 'another'`],
      'DATABASE_URL: the server refuses the user or the password',
    ],
    [
      'the role may not log in',
      ({ app }) => [`ALTER ROLE ${app} NOLOGIN`],
      'DATABASE_URL: the server lets this role in from here by no way',
    ],
    [
      'the role has no connection left',
      ({ app }) => [`ALTER ROLE ${app} CONNECTION LIMIT 0`],
      'DATABASE_URL: the server has no connection left',
    ],
  ])('when %s', async (_, statements, sentence) => {
    const database = await ownDatabase();
    await database.as(...statements(database));
    const problem = await problemOf(database.url, database.ownerUrl);
    expect(problem.replaceAll(`_${RUN}_${count}`, '_N')).toContain(sentence);
    expect(problem).toMatch(/^DatabaseProblem: DATABASE_(OWNER_)?URL: .*\.$/);
  });

  it('when the database has another encoding', async () => {
    const { url, ownerUrl } = await ownDatabase("ENCODING 'SQL_ASCII' LOCALE_PROVIDER 'libc' LOCALE 'C'");
    expect(await problemOf(url, ownerUrl)).toContain('encoding SQL_ASCII');
  });

  it('when both URLs lead in as one role, or into two databases', async () => {
    const { url, ownerUrl } = await ownDatabase();
    expect(await problemOf(url, url)).toContain('both URLs lead in as one role');
    const other = await ownDatabase();
    expect(await problemOf(url, other.ownerUrl)).toContain('name two databases');
    expect(await problemOf(Object.assign(new URL(url), { pathname: '/nowhere' }).href, ownerUrl)).toContain(
      'the server has no database of that name',
    );
  });

  it.each([
    ['host', 'nowhere.invalid', 'its host cannot be found'],
    ['host', '127.0.0.1:1', 'nothing listens at its address'],
    ['search', '?sslmode=verify-full', 'the server does not speak TLS'],
    ['search', '?sslmode=verify-full&sslrootcert=/nowhere/ca.pem', 'a file of its TLS parameters is not there'],
    ['search', '?host=/nowhere', 'nothing listens at its socket'],
  ] as const)('when the %s of the URL is %s', async (part, value, sentence) => {
    const { url, ownerUrl } = await ownDatabase();
    expect(await problemOf(Object.assign(new URL(url), { [part]: value }).href, ownerUrl)).toContain(sentence);
  });

  it('when a password has a bare / in it, of which no message holds a piece', async () => {
    const url = `postgresql://desk:ab/${PASSWORD}@127.0.0.1/desk`;
    expect(await problemOf(url, url)).toContain('DATABASE_URL has a character that cannot stand there');
  });
});

describe('behind a pooler', () => {
  const poolers: TestPooler[] = [];
  const pooler = async (mode: 'session' | 'transaction') => {
    const started = await startTestPooler(server.ownerUrl, mode);
    poolers.push(started);
    return started;
  };
  afterAll(() => Promise.all(poolers.map((one) => one.stop())));

  it('that gives each client a session, the start and the application work', async () => {
    const { url, ownerUrl } = await ownDatabase();
    const { through } = await pooler('session');
    expect(await problemOf(through(url), through(ownerUrl))).toBe('');
    await expectUsable(through(url), 'public');
  });

  it('that gives each transaction another session, the start ends with one sentence', async () => {
    const { url, ownerUrl } = await ownDatabase();
    const { through } = await pooler('transaction');
    expect(await problemOf(through(url), ownerUrl)).toMatch(
      /^DatabaseProblem: DATABASE_URL: a pooler .* pool_mode=session\.$/,
    );
    expect(await problemOf(url, through(ownerUrl))).toMatch(/^DatabaseProblem: DATABASE_OWNER_URL: a pooler/);
  });
});

describe('the rules', () => {
  const facts: DatabaseFacts = {
    version: 180_004,
    encoding: 'UTF8',
    readOnly: false,
    role: 'Desk Owner',
    database: 'desk',
    schema: 'public',
    tables: null,
    mayCreateSchema: true,
    mayCreateTables: true,
    trigrams: null,
    trigramsUsable: false,
    trigramsAvailable: true,
    mayRead: true,
    mayAppend: true,
    mayRewrite: false,
  };

  it('know servers that no test can start', () => {
    expect(databaseProblem(facts)).toBeNull();
    expect(databaseProblem({ ...facts, version: 130_012 })).toContain('PostgreSQL 13: the desk needs 14 or newer');
    expect(ownerProblem({ ...facts, trigramsAvailable: false })).toContain('contrib');
    expect(
      applicationProblem({ ...facts, tables: 'public', mayAppend: false }, { role: 'x', schema: 'public' }),
    ).toContain('may not add to the audit trail');
  });

  it('write names so that the statements can be copied', () => {
    expect(ownerProblem({ ...facts, mayCreateSchema: false })).toContain('ON DATABASE desk TO "Desk Owner"');
  });

  it('know no more of an unknown failure than that it is one', () => {
    expect(connectionProblem(new Error(`connect to ${PASSWORD}`))).not.toContain(PASSWORD);
    expect(connectionProblem(PASSWORD)).not.toContain(PASSWORD);
  });
});
