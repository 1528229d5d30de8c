import 'server-only';
import pg from 'pg';
import { startupOptions, takeOptions } from '../database-url';
import { isTracing } from '../trace/spans';
import { traceStatements } from '../trace/sql';

export interface ConnectionOptions {
  /** Milliseconds. */
  connectWithin: number;
  /** How long a statement may take, ms; the client gives up a second later. */
  statementWithin?: number;
  /** How long the client waits for an answer, ms, where that is not to follow {@link statementWithin}. */
  answerWithin?: number;
  /** PostgreSQL's settings of the connection, written `-c name=value`. */
  settings?: string;
  applicationName?: string;
}

/**
 * What the code takes for granted, whatever the role or the database has set: how times are written (the driver reads
 * ISO alone), that a backslash in a text is a backslash, and that a statement after a lock sees what the lock waited for.
 */
const TAKEN_FOR_GRANTED: Settings = [
  ['DateStyle', 'ISO, MDY'],
  ['IntervalStyle', 'postgres'],
  ['TimeZone', 'UTC'],
  ['bytea_output', 'hex'],
  ['standard_conforming_strings', 'on'],
  ['default_transaction_isolation', 'read committed'],
];

type Settings = [name: string, value: string | null][];

/**
 * A pool whose connections have their settings before anybody gets them. An idle connection that breaks is replaced at
 * the next query.
 *
 * The settings are statements, not startup parameters: a pooler in front (PgBouncer) refuses startup parameters that it
 * does not know. They win over the same settings in the `options` of the URL, because the code relies on them.
 */
export function openPool(url: string, max: number, options: ConnectionOptions): pg.Pool {
  const { config, prepare } = plan(url, options);
  const pool = new pg.Pool({
    ...config,
    max,
    onConnect: async (client) => {
      await prepare(client);
      if (isTracing()) traceStatements(client);
    },
  });
  // Without a listener the error would end the process.
  pool.on('error', () => {});
  return pool;
}

/** A connection of its own, not yet open: the caller listens for its errors, and calls `connect` of this answer. */
export function createClient(url: string, options: ConnectionOptions): { client: pg.Client; connect(): Promise<void> } {
  const { config, prepare } = plan(url, options);
  const client = new pg.Client(config);
  const connect = async () => {
    await client.connect();
    await prepare(client);
  };
  return { client, connect };
}

function plan(url: string, options: ConnectionOptions) {
  const { connectWithin, statementWithin, applicationName } = options;
  const answerWithin = options.answerWithin ?? (statementWithin === undefined ? undefined : statementWithin + 1_000);
  const taken = takeOptions(url);
  const given = startupOptions(taken.options);
  const settings: Settings = [
    ...given.settings,
    ...TAKEN_FOR_GRANTED,
    ...startupOptions(options.settings ?? '').settings,
  ];
  if (statementWithin !== undefined) settings.push(['statement_timeout', String(statementWithin)]);
  const config: pg.ClientConfig = {
    connectionString: taken.url,
    connectionTimeoutMillis: connectWithin,
    keepAlive: true,
    ...(answerWithin !== undefined && { query_timeout: answerWithin }),
    ...(applicationName !== undefined && { application_name: applicationName }),
    ...(given.rest !== '' && { options: given.rest }),
  };
  const text = preparation(settings);
  const prepare = async (client: pg.ClientBase) => void (await client.query(text));
  return { config, prepare };
}

/** One trip: the settings, and then the way to `pg_trgm`, whose schema need not be on the role's path. */
function preparation(settings: Settings): string {
  const set = settings.map(
    ([name, value]) => `SELECT set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value ?? '')}, false)`,
  );
  return [...set, FIND_TRIGRAMS].join('; ');
}

/** At the end of the path: nothing there comes before the desk's own tables. */
const FIND_TRIGRAMS = `
  SELECT set_config('search_path', concat_ws(', ', nullif(current_setting('search_path'), ''), quote_ident(nspname)), false)
  FROM pg_catalog.pg_extension JOIN pg_catalog.pg_namespace ON pg_namespace.oid = extnamespace
  WHERE extname = 'pg_trgm' AND nspname <> ALL (current_schemas(true))`;
