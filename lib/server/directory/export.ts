import 'server-only';
import type pg from 'pg';
import * as z from 'zod';
import type { DirectoryStatus } from '../../contracts/directory';
import type { ExportColumn } from '../../contracts/search';
import { exportHeading } from '../../words/export-columns';
import { momentWriter } from '../../writing/zones';
import { BOM, csvLine } from '../csv';
import { openDatabase } from '../db/public';
import { env } from '../env';
import type { FileSource } from '../file-source';
import { singleton } from '../singleton';
import { searchPool } from './database';
import { type CellStyle, toCells } from './export-cells';
import { directoryKeys } from './keys';
import type { Query } from './query';
import { parseFound } from './rows';
import { countStatement, exportStatement } from './search-sql';
import { toStatus } from './status';
import { readState } from './sync-state';

/** Exports that may run at once in a process: each holds a connection. */
export const EXPORTS_AT_ONCE = 2;
/** Rows that are in memory at once. */
const BATCH = 500;
/** How long a reader may take nothing, ms: the snapshot keeps Postgres from vacuuming, and the place from others. */
const PATIENCE = 60_000;
/** Postgres: a transaction was idle for longer than {@link PATIENCE}, so its connection was closed. */
const STALLED = '25P03';

/** An export of the directory that is being read. */
export interface DirectoryExport extends FileSource {
  /** How many customers the query matches, which may be more than the export's limit. */
  count: number;
  /** The state of the directory in the snapshot that the rows come from. */
  status: DirectoryStatus;
}

/**
 * Opens a CSV file of the customers that a query matches, all from one snapshot.
 *
 * Counting comes first and may take long. When `signal` aborts meanwhile, the counting is cancelled and the connection
 * given up.
 *
 * @param limit the most rows that the file may have
 * @throws the reason of `signal`; the driver's error when Postgres can't be reached
 */
export async function openExport(
  query: Query,
  columns: readonly ExportColumn[],
  limit: number,
  signal: AbortSignal,
): Promise<DirectoryExport> {
  const client = await exportPool().connect();
  client.on('error', ignore);
  try {
    const opened = await openCursor(client, query, limit, signal);
    return sourceOf(client, opened, columns, query);
  } catch (error) {
    client.release(true);
    throw error;
  }
}

type Opened = Pick<DirectoryExport, 'count' | 'status'> & { pid: number };

/** Reads the directory's state, counts the matches, and opens a cursor named `found`, all in one snapshot. */
async function openCursor(client: pg.PoolClient, query: Query, limit: number, signal: AbortSignal): Promise<Opened> {
  const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
  const { pid } = z.object({ pid: z.number() }).parse(rows[0]);
  const open = async () => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const status = toStatus(await readState(client));
    const counted = await client.query(countStatement(directoryKeys(), query));
    const { count } = z.object({ count: z.number() }).parse(counted.rows[0]);
    const { text, values } = exportStatement(directoryKeys(), query, limit);
    await client.query(`DECLARE found NO SCROLL CURSOR FOR ${text}`, values);
    return { pid, count, status };
  };
  signal.throwIfAborted();
  let leave = ignore;
  const left = new Promise<never>((_, reject) => {
    leave = () => {
      cancelQuery(pid);
      reject(signal.reason);
    };
  });
  signal.addEventListener('abort', leave, { once: true });
  return await Promise.race([open(), left]).finally(() => signal.removeEventListener('abort', leave));
}

function sourceOf(
  client: pg.PoolClient,
  { pid, count, status }: Opened,
  columns: readonly ExportColumn[],
  { now, timeZone = 'UTC' }: Query,
): DirectoryExport {
  let head = BOM + csvLine(columns.map((column) => exportHeading(column, timeZone)));
  const style: CellStyle = { now, moment: momentWriter(timeZone) };
  let broken = ignore as (error: Error) => void;
  return {
    count,
    status,
    broken: new Promise((resolve) => {
      broken = (error) =>
        resolve(hasCode(error, STALLED) ? new DOMException('The reader stalled.', 'AbortError') : error);
      client.on('error', broken);
    }),
    async next() {
      if (head !== '') {
        const bytes = Buffer.from(head);
        head = '';
        return { bytes, rows: 0, last: false };
      }
      const found = parseFound((await client.query(`FETCH ${BATCH} FROM found`)).rows);
      const text = found.map((row) => csvLine(toCells(row, columns, style))).join('');
      return { bytes: Buffer.from(text), rows: found.length, last: found.length < BATCH };
    },
    async close(whole) {
      if (whole) {
        await client.query('ROLLBACK').then(
          () => client.release(),
          () => client.release(true),
        );
      } else {
        client.release(true);
        cancelQuery(pid);
      }
      client.off('error', broken).off('error', ignore);
    },
  };
}

/** Stops the statement of a connection that is given up anyway, so the result of the cancelling does not matter. */
function cancelQuery(pid: number): void {
  void searchPool().query('SELECT pg_cancel_backend($1)', [pid]).catch(ignore);
}

function exportPool(): pg.Pool {
  return singleton('directory-export', () =>
    openDatabase(env().DATABASE_URL, {
      max: EXPORTS_AT_ONCE,
      statementTimeout: 60_000,
      settings: `-c jit=off -c idle_in_transaction_session_timeout=${PATIENCE}`,
    }),
  ).pool;
}

function hasCode(error: Error, code: string): boolean {
  return 'code' in error && error.code === code;
}

const ignore = () => {};
