import 'server-only';
import { createHash } from 'node:crypto';
import type pg from 'pg';
import * as z from 'zod';
import { EXPORT_COLUMNS, type ExportBody, type ExportColumn } from '../../contracts/search';
import { trail } from '../audit/instance';
import type { AuditContext } from '../audit/trail';
import { BOM, csvLine } from '../csv';
import { openDatabase } from '../db/client';
import { env } from '../env';
import { DeskError, toDeskError } from '../errors';
import { describeError, log } from '../log';
import { singleton } from '../singleton';
import { filterNames } from './filters';
import { directoryKeys } from './keys';
import { type FoundRow, parseFound, toSearchRow } from './rows';
import { toQuery } from './search';
import { countStatement, exportStatement } from './search-sql';

/** Rows that are in memory at once, and exports that run at once in a process: each holds a connection. */
const BATCH = 500;
const AT_ONCE = 2;
/** How long a client may read nothing, ms: its snapshot keeps the database from tidying up, and its place from others. */
const PATIENCE = 60_000;
/** Postgres' word for having ended a transaction that did nothing for so long. */
const STALLED = '25P03';

const HEADINGS: Record<ExportColumn, string> = {
  uuid: 'Customer',
  status: 'Status',
  name: 'Name',
  surname: 'Surname',
  nationality: 'Nationality',
  gender: 'Gender',
  email: 'Email',
  phoneNumber: 'Phone',
  documents: 'Documents',
  nextExpiry: 'First expiry',
  expiredDocuments: 'Expired documents',
  faceMatch: 'Face match',
  updatedAt: 'Updated',
};

/**
 * What a query matches, as CSV, read and sent batch by batch from one snapshot of the directory. The intent is durable
 * before the first byte is made; the outcome tells rows, bytes and the SHA-256 of what was sent. Whoever cancels stops
 * it at the next batch.
 *
 * @throws DeskError `audit_unavailable`, `busy`, `invalid_request`, `database_unavailable`, all before the first byte
 */
export async function exportCustomers(by: ExportBody, audit: AuditContext, signal: AbortSignal): Promise<Response> {
  if (env().DIRECTORY === 'off') throw new DeskError('invalid_request', 'There is no directory to export from.');
  const query = toQuery(by);
  if (query === null)
    throw new DeskError('invalid_request', 'text is too short.', { fields: { text: 'is too short' } });
  const running = singleton('directory-exports', () => ({ count: 0 }));
  if (running.count >= AT_ONCE) throw new DeskError('busy');
  running.count += 1;
  const limit = env().EXPORT_ROW_LIMIT;
  const columns = EXPORT_COLUMNS.filter((column) => by.columns.includes(column));
  const filters = [...filterNames(query.filters), ...(query.terms === null ? [] : ['text'])];
  let client: pg.PoolClient | undefined;
  let intent: number | undefined;
  try {
    intent = await trail().intend(audit, 'customers.exported', { columns, filters, limit });
    client = await exportPool().connect();
    client.on('error', ignore);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await client.query(countStatement(directoryKeys(), query));
    const { count } = z.object({ count: z.number() }).parse(rows[0]);
    const { text, values } = exportStatement(directoryKeys(), query, limit);
    await client.query(`DECLARE found NO SCROLL CURSOR FOR ${text}`, values);
    const end = finish(client, intent, audit, () => {
      running.count -= 1;
    });
    return new Response(stream(client, columns, signal, end), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="customers-${new Date().toISOString().slice(0, 10)}.csv"`,
        'x-export-rows': String(Math.min(count, limit)),
        'x-export-matches': String(count),
      },
    });
  } catch (error) {
    running.count -= 1;
    client?.release(true);
    if (intent !== undefined) await conclude(intent, audit, null, toDeskError(error).code);
    throw error;
  }
}

interface Sent {
  rows: number;
  bytes: number;
  digest: string;
}

/** Ends it once, however it ends: the connection goes back, and the trail hears what was sent. */
function finish(client: pg.PoolClient, intent: number, audit: AuditContext, done: () => void) {
  let ended = false;
  const end = async (sent: Sent | null, outcome: string) => {
    if (ended) return;
    ended = true;
    done();
    await client.query('ROLLBACK').then(
      () => client.release(),
      () => client.release(true),
    );
    client.off('error', broken).off('error', ignore);
    await conclude(intent, audit, sent, outcome);
  };
  // Heard at once, not when somebody reads on: that may be never.
  const broken = (error: Error) =>
    void end(null, 'code' in error && error.code === STALLED ? 'client_left' : toDeskError(error).code);
  client.on('error', broken);
  return end;
}

/** What was sent is sent: that it can't be recorded leaves the intent, as "unknown outcome". */
async function conclude(intent: number, audit: AuditContext, sent: Sent | null, outcome: string): Promise<void> {
  await trail()
    .conclude(intent, audit, 'customers.exported', sent, { outcome })
    .catch((error) => log().error({ event: 'audit', action: 'customers.exported', error: describeError(error) }));
}

function stream(
  client: pg.PoolClient,
  columns: readonly ExportColumn[],
  signal: AbortSignal,
  end: ReturnType<typeof finish>,
): ReadableStream<Uint8Array> {
  const hash = createHash('sha256');
  const sent = { rows: 0, bytes: 0 };
  const give = (controller: ReadableStreamDefaultController<Uint8Array>, text: string) => {
    const chunk = Buffer.from(text);
    hash.update(chunk);
    sent.bytes += chunk.length;
    controller.enqueue(chunk);
  };
  signal.addEventListener('abort', () => void end(null, 'client_left'), { once: true });
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => give(controller, BOM + csvLine(columns.map((column) => HEADINGS[column]))),
      async pull(controller) {
        try {
          const found = parseFound((await client.query(`FETCH ${BATCH} FROM found`)).rows);
          sent.rows += found.length;
          if (found.length > 0) give(controller, found.map((row) => csvLine(toCells(row, columns))).join(''));
          if (found.length === BATCH) return;
          // The outcome first: an export that ends well is one that is recorded, or known to be missing from the trail.
          await end({ ...sent, digest: hash.digest('hex') }, 'success');
          controller.close();
        } catch (error) {
          await end(null, signal.aborted ? 'client_left' : toDeskError(error).code);
          controller.error(error);
        }
      },
      cancel: () => end(null, 'client_left'),
    },
    { highWaterMark: 1 },
  );
}

function toCells(found: FoundRow, columns: readonly ExportColumn[]): string[] {
  const row = toSearchRow(found, null);
  const cells: Record<ExportColumn, () => string | null> = {
    uuid: () => row.uuid,
    status: () => row.status?.label ?? null,
    name: () => row.name,
    surname: () => row.surname,
    nationality: () => row.nationality,
    gender: () => row.gender,
    email: () => row.email,
    phoneNumber: () => row.phoneNumber,
    documents: () => row.documents.map(({ type, dateOfExpiry }) => `${type} ${dateOfExpiry ?? ''}`.trim()).join('; '),
    nextExpiry: () => row.documents.flatMap(({ dateOfExpiry }) => dateOfExpiry ?? []).sort()[0] ?? null,
    expiredDocuments: () => row.expiredDocuments.join('; '),
    faceMatch: () => faceMatch(row.documents.map(({ idMatch }) => idMatch)),
    updatedAt: () => row.updatedAt,
  };
  return columns.map((column) => cells[column]() ?? '');
}

function faceMatch(verdicts: readonly (boolean | null)[]): string {
  if (verdicts.includes(false)) return 'failed';
  return verdicts.includes(true) ? 'passed' : '';
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
