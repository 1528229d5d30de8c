import 'server-only';
import { createHash } from 'node:crypto';
import type pg from 'pg';
import * as z from 'zod';
import type { OutcomeDetail } from '../../../contracts/audit-details';
import { EXPORT_COLUMNS, type ExportBody, type ExportColumn } from '../../../contracts/search';
import { EXPORT_LABELS } from '../../../words/export-columns';
import { dayOf } from '../../../writing/days';
import { trail } from '../../audit/instance';
import type { AuditContext } from '../../audit/trail';
import { BOM, csvLine } from '../../csv';
import { openDatabase } from '../../db/client';
import { DeskError } from '../../desk-error';
import { searchPool } from '../../directory/database';
import { toCells } from '../../directory/export-cells';
import { directoryKeys } from '../../directory/keys';
import { type Query, readWholeQuery } from '../../directory/query';
import { parseFound } from '../../directory/rows';
import { countStatement, exportStatement } from '../../directory/search-sql';
import { env } from '../../env';
import { describeError, log } from '../../log';
import { singleton } from '../../singleton';
import { toDeskError } from '../../to-desk-error';

/** Rows that are in memory at once, and exports that run at once in a process: each holds a connection. */
const BATCH = 500;
const AT_ONCE = 2;
/** How long a client may read nothing, ms: its snapshot keeps the database from tidying up, and its place from others. */
const PATIENCE = 60_000;
/** Postgres' word for having ended a transaction that did nothing for so long. */
const STALLED = '25P03';
const LEFT = 'client_left';

/**
 * What a query matches, as CSV, read and sent batch by batch from one snapshot of the directory. The intent is durable
 * before the first byte is made; the outcome tells rows and bytes of what was sent, and the SHA-256 of a whole file. Whoever
 * cancels stops it at once, the counting before the first byte included.
 *
 * @throws DeskError `audit_unavailable`, `busy`, `invalid_request`, `database_unavailable`, all before the first byte
 */
export async function exportCustomers(by: ExportBody, audit: AuditContext, signal: AbortSignal): Promise<Response> {
  if (env().DIRECTORY === 'off') throw new DeskError('invalid_request', 'There is no directory to export from.');
  const query = readWholeQuery(by, new Date());
  const running = singleton('directory-exports', () => ({ count: 0 }));
  if (running.count >= AT_ONCE) throw new DeskError('busy');
  running.count += 1;
  const limit = env().EXPORT_ROW_LIMIT;
  const columns = EXPORT_COLUMNS.filter((column) => by.columns.includes(column));
  const filters = [...query.audited.filters, ...(query.terms === null ? [] : ['text'])];
  let client: pg.PoolClient | undefined;
  let intent: number | undefined;
  try {
    intent = await trail().intend(audit, 'customers.exported', { columns, filters, limit });
    signal.throwIfAborted();
    client = await exportPool().connect();
    client.on('error', ignore);
    const snapshot = await openSnapshot(client, `found_${intent}`, { query, limit }, signal);
    const ending = finish(snapshot, intent, audit, () => {
      running.count -= 1;
    });
    return new Response(stream(snapshot, columns, signal, ending), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="customers-${dayOf(new Date())}.csv"`,
        'x-export-rows': String(Math.min(snapshot.count, limit)),
        'x-export-matches': String(snapshot.count),
      },
    });
  } catch (error) {
    running.count -= 1;
    client?.release(true);
    if (intent !== undefined) await conclude(intent, audit, null, signal.aborted ? LEFT : toDeskError(error).code);
    throw signal.aborted ? signal.reason : error;
  }
}

interface Snapshot {
  client: pg.PoolClient;
  /** Of the connection at the database. */
  pid: number;
  cursor: string;
  count: number;
}

/** Counts, and opens a cursor on the same. Counting may take long: whoever leaves meanwhile doesn't wait for its end. */
async function openSnapshot(
  client: pg.PoolClient,
  cursor: string,
  { query, limit }: { query: Query; limit: number },
  signal: AbortSignal,
): Promise<Snapshot> {
  const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
  const { pid } = z.object({ pid: z.number() }).parse(rows[0]);
  const open = async () => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const counted = await client.query(countStatement(directoryKeys(), query));
    const { count } = z.object({ count: z.number() }).parse(counted.rows[0]);
    const { text, values } = exportStatement(directoryKeys(), query, limit);
    await client.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${text}`, values);
    return { client, pid, cursor, count };
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

/** Nobody waits for it: the connection that it is about is given up in any case. */
function cancelQuery(pid: number): void {
  void searchPool().query('SELECT pg_cancel_backend($1)', [pid]).catch(ignore);
}

/** What was handed over so far. */
interface Sent {
  rows: number;
  bytes: number;
}

interface Ending {
  sent: Sent;
  isOver: () => boolean;
  /** @param digest of the whole file; `null` when it isn't whole */
  end: (digest: string | null, outcome: string) => Promise<void>;
}

/** Ends it once, however it ends: the connection goes back, and the trail hears what was sent. */
function finish({ client, pid }: Snapshot, intent: number, audit: AuditContext, done: () => void): Ending {
  const sent: Sent = { rows: 0, bytes: 0 };
  let over = false;
  const end: Ending['end'] = async (digest, outcome) => {
    if (over) return;
    over = true;
    done();
    if (digest === null) {
      // Whatever it is doing: its place is free at once, and the database stops as well.
      client.release(true);
      cancelQuery(pid);
    } else {
      await client.query('ROLLBACK').then(
        () => client.release(),
        () => client.release(true),
      );
    }
    client.off('error', broken).off('error', ignore);
    await conclude(intent, audit, digest === null ? { ...sent } : { ...sent, digest }, outcome);
  };
  // Heard at once, not when somebody reads on: that may be never.
  const broken = (error: Error) =>
    void end(null, 'code' in error && error.code === STALLED ? LEFT : toDeskError(error).code);
  client.on('error', broken);
  return { sent, isOver: () => over, end };
}

/** What was sent is sent: that it can't be recorded leaves the intent, as "unknown outcome". */
async function conclude(
  intent: number,
  audit: AuditContext,
  sent: OutcomeDetail<'customers.exported'> | null,
  outcome: string,
): Promise<void> {
  await trail()
    .conclude(intent, audit, 'customers.exported', sent, { outcome })
    .catch((error) => log().error({ event: 'audit', action: 'customers.exported', error: describeError(error) }));
}

function stream(
  { client, cursor }: Snapshot,
  columns: readonly ExportColumn[],
  signal: AbortSignal,
  { sent, isOver, end }: Ending,
): ReadableStream<Uint8Array> {
  const hash = createHash('sha256');
  const give = (controller: ReadableStreamDefaultController<Uint8Array>, text: string) => {
    const chunk = Buffer.from(text);
    hash.update(chunk);
    controller.enqueue(chunk);
    sent.bytes += chunk.length;
  };
  signal.addEventListener('abort', () => void end(null, LEFT), { once: true });
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => give(controller, BOM + csvLine(columns.map((column) => EXPORT_LABELS[column]))),
      async pull(controller) {
        try {
          // The connection may be somebody else's by now.
          if (isOver()) throw new Error('the export has ended');
          const found = parseFound((await client.query(`FETCH ${BATCH} FROM ${cursor}`)).rows);
          if (isOver()) throw new Error('the export has ended');
          if (found.length > 0) give(controller, found.map((row) => csvLine(toCells(row, columns))).join(''));
          sent.rows += found.length;
          if (found.length === BATCH) return;
          // The outcome first: an export that ends well is one that is recorded, or known to be missing from the trail.
          await end(hash.digest('hex'), 'success');
          controller.close();
        } catch (error) {
          await end(null, signal.aborted ? LEFT : toDeskError(error).code);
          controller.error(error);
        }
      },
      cancel: () => end(null, LEFT),
    },
    { highWaterMark: 1 },
  );
}

function exportPool(): pg.Pool {
  return singleton('directory-export', () =>
    openDatabase(env().DATABASE_URL, {
      max: AT_ONCE,
      statementTimeout: 60_000,
      settings: `-c jit=off -c idle_in_transaction_session_timeout=${PATIENCE}`,
    }),
  ).pool;
}

const ignore = () => {};
