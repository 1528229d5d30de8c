import 'server-only';
import type pg from 'pg';
import * as z from 'zod';
import { databaseUrlProblem } from '../database-url';
import { createClient } from './connection';
import { connectionProblem, DatabaseProblem } from './database-problem';

const ANSWER_WITHIN = 5_000;
/** PostgreSQL 14 is the oldest that gets fixes. */
const OLDEST = 14;

export type DatabaseVariable = 'DATABASE_URL' | 'DATABASE_OWNER_URL';

const factsSchema = z.object({
  version: z.coerce.number(),
  encoding: z.string(),
  readOnly: z.boolean(),
  role: z.string(),
  database: z.string(),
  /** Where new tables would go; `null` when no schema of the role's path exists. */
  schema: z.string().nullable(),
  /** Where the desk's tables are, as far as the role sees them. */
  tables: z.string().nullable(),
  mayCreateSchema: z.boolean(),
  mayCreateTables: z.boolean(),
  trigrams: z.string().nullable(),
  trigramsUsable: z.boolean(),
  trigramsAvailable: z.boolean(),
  mayRead: z.boolean(),
  mayAppend: z.boolean(),
  mayRewrite: z.boolean(),
});
export type DatabaseFacts = z.infer<typeof factsSchema>;

const FACTS = `
  SELECT current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding,
    pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' AS "readOnly",
    current_user AS role, current_database() AS database, current_schema() AS schema,
    (SELECT nspname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
      WHERE pg_class.oid = to_regclass('audit_events')) AS tables,
    has_database_privilege(current_database(), 'CREATE') AS "mayCreateSchema",
    COALESCE(has_schema_privilege(current_schema(), 'CREATE'), false) AS "mayCreateTables",
    (SELECT nspname FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace WHERE extname = 'pg_trgm')
      AS trigrams,
    COALESCE((SELECT has_schema_privilege(extnamespace, 'USAGE') FROM pg_extension WHERE extname = 'pg_trgm'), false)
      AS "trigramsUsable",
    EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') AS "trigramsAvailable",
    COALESCE(has_table_privilege(to_regclass('audit_events'), 'SELECT'), false) AS "mayRead",
    COALESCE(has_table_privilege(to_regclass('audit_events'), 'INSERT'), false) AS "mayAppend",
    COALESCE(has_table_privilege(to_regclass('audit_events'), 'UPDATE')
      OR has_table_privilege(to_regclass('audit_events'), 'DELETE'), false) AS "mayRewrite"`;

/** What the desk needs of any database, whoever connects. */
export function databaseProblem(facts: DatabaseFacts): string | null {
  const { version, encoding, readOnly } = facts;
  if (version < OLDEST * 10_000) {
    return `the server is PostgreSQL ${Math.floor(version / 10_000)}: the desk needs ${OLDEST} or newer`;
  }
  if (encoding !== 'UTF8') {
    return `the database has the encoding ${encoding}: create it with ENCODING 'UTF8', or the desk cannot keep every name`;
  }
  if (readOnly)
    return 'the server or the role takes no changes (a standby, or default_transaction_read_only): give the address of the primary';
  return null;
}

/** What the owner needs in order to migrate. */
export function ownerProblem(facts: DatabaseFacts): string | null {
  const { role, database, schema, tables, mayCreateSchema, mayCreateTables, trigrams } = facts;
  if (schema === null && tables === null) {
    return `no schema of the search_path of ${role} exists and may be used: create one, or run ALTER ROLE ${name(role)} SET search_path = public`;
  }
  if (tables === null && !mayCreateTables) {
    return `${role} may not create tables in schema ${schema}: run GRANT CREATE ON SCHEMA ${name(schema ?? '')} TO ${name(role)}`;
  }
  if (!mayCreateSchema) {
    return `${role} may not create a schema, which the list of migrations has: run GRANT CREATE ON DATABASE ${name(database)} TO ${name(role)}`;
  }
  if (trigrams === null && !facts.trigramsAvailable) {
    return "the server lacks the extension pg_trgm: install PostgreSQL's contrib package there";
  }
  return trigramsProblem(facts);
}

/** What the application needs once the owner has migrated. */
export function applicationProblem(facts: DatabaseFacts, owner: { role: string; schema: string }): string | null {
  const { role, database, tables, mayRead, mayAppend, mayRewrite } = facts;
  if (tables !== owner.schema) {
    return (
      `${role} does not find the tables of the desk, which lie in schema ${owner.schema}: ` +
      `run ALTER ROLE ${name(role)} IN DATABASE ${name(database)} SET search_path = ${name(owner.schema)}`
    );
  }
  if (mayRewrite) {
    return `${role} may change the audit trail (as a superuser or a member of ${owner.role}): give the application a role of its own`;
  }
  if (!mayRead || !mayAppend)
    return `${role} may not add to the audit trail: make ${owner.role} the owner of the tables`;
  return trigramsProblem(facts);
}

function trigramsProblem({ role, trigrams, trigramsUsable }: DatabaseFacts): string | null {
  if (trigrams === null || trigramsUsable) return null;
  return `${role} may not use schema ${trigrams}, which holds the extension pg_trgm: run GRANT USAGE ON SCHEMA ${name(trigrams)} TO ${name(role)}`;
}

/** As it has to be written in a statement. */
function name(identifier: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(identifier) ? identifier : `"${identifier.replaceAll('"', '""')}"`;
}

/**
 * Tries a database before anything depends on it.
 *
 * @param variable where the URL stands: the sentence begins with it
 * @returns what was found out; what a role in particular needs, the caller judges
 * @throws DatabaseProblem
 */
export async function inspectDatabase(url: string, variable: DatabaseVariable): Promise<DatabaseFacts> {
  const wrong = databaseUrlProblem(url);
  if (wrong !== null) throw new DatabaseProblem(`${variable} ${wrong}.`);
  const open: pg.Client[] = [];
  const connect = async () => {
    const { client, connect } = createClient(url, { connectWithin: ANSWER_WITHIN, answerWithin: ANSWER_WITHIN });
    client.on('error', () => {});
    open.push(client);
    await connect();
    return client;
  };
  try {
    const client = await connect();
    const facts = factsSchema.parse((await client.query(FACTS)).rows[0]);
    refuse(variable, databaseProblem(facts));
    if (await sharesSessions(client, connect)) refuse(variable, POOLED);
    return facts;
  } catch (error) {
    if (error instanceof DatabaseProblem) throw error;
    throw new DatabaseProblem(`${variable}: ${connectionProblem(error)}.`, { cause: error });
  } finally {
    await Promise.allSettled(open.map((client) => client.end()));
  }
}

/** @throws DatabaseProblem when there is a problem */
export function refuse(variable: DatabaseVariable, problem: string | null): void {
  if (problem !== null) throw new DatabaseProblem(`${variable}: ${problem}.`);
}

const POOLED =
  'a pooler in front hands each transaction to another session (pool_mode=transaction), and the desk needs its own: ' +
  'give the address of PostgreSQL itself, or set pool_mode=session';

/**
 * Whether a pooler in front gives a client another session of the server for each transaction. Session locks, settings
 * and prepared statements would then be lost or reach other clients. Told by the numbers of the server's processes:
 * a client that has a session of its own sees one, and no other client sees the same.
 */
async function sharesSessions(client: pg.Client, connect: () => Promise<pg.Client>): Promise<boolean> {
  const first = await processId(client);
  for (let others = 0; others < 3; others += 1) {
    const other = await connect();
    try {
      await other.query('BEGIN');
    } catch {
      // A pooler that hands out single statements refuses transactions.
      return true;
    }
    // The other client keeps its session for as long as its transaction is open.
    if ((await processId(other)) === first || (await processId(client)) !== first) return true;
    // What is given back last is often handed out first.
    await other.query('ROLLBACK');
    if ((await processId(client)) !== first) return true;
  }
  return false;
}

async function processId(client: pg.Client): Promise<unknown> {
  return (await client.query('SELECT pg_backend_pid() AS pid')).rows[0]?.pid;
}
