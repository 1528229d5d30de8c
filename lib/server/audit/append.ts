import 'server-only';
import pg from 'pg';
import * as z from 'zod';
import { type ChainedRow, GENESIS, hashRow } from './chain';
import type { AuditKey } from './keys';

/** A row as its writer knows it. The chain adds number, time, key and hash. */
export type NewRow = Omit<ChainedRow, 'seq' | 'at' | 'keyId'>;

/** Runs one statement on a connection that has a transaction open. */
export type Run = (text: string, values: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;

/** The advisory lock of the process that appends. All replicas use this number. */
export const CHAIN_LOCK = 7_302_120;

/**
 * Runs in a statement of its own, before the head is read. A lock inside the reading statement would come after that
 * statement's snapshot, and two writers would chain to the same row.
 */
export const TAKE_TURN = `SELECT pg_advisory_xact_lock(${CHAIN_LOCK})`;

/** The last row, and the time that the next ones get. The row is there even when the trail is empty. */
export const READ_HEAD = `
  SELECT to_char(clock.now AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS now, head.seq, head.hash
  FROM (SELECT date_trunc('milliseconds', clock_timestamp()) AS now) AS clock
  LEFT JOIN LATERAL (SELECT seq, hash FROM audit_events ORDER BY seq DESC LIMIT 1) AS head ON true`;

const headSchema = z.object({
  // Text from the database: pg makes a `Date` of a time, drizzle doesn't.
  now: z.iso.datetime({ precision: 3 }),
  seq: z.coerce.number().int().positive().nullable(),
  hash: z.instanceof(Buffer).nullable(),
});

const COLUMNS = `seq, at, actor_id, actor_email, actor_role, session_id, request_id, address, action, customer, phase,
  intent_seq, outcome, detail, key_id, prev_hash, hash`;
const GIVEN = `unnest($1::bigint[], $2::timestamptz[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::text[],
    $8::text[], $9::text[], $10::text[], $11::text[], $12::bigint[], $13::text[], $14::text[], $15::text[], $16::bytea[],
    $17::bytea[])`;

const INSERT = `INSERT INTO audit_events (${COLUMNS}) SELECT * FROM ${GIVEN}`;

/** How far the time of a row may be from the database's clock, ms, when the process computes the time by its own. */
const CLOCKS_APART = 50;

/**
 * Inserts the rows where the trail still ends as this process remembers, and their time is the database's and not before
 * the last row's; else nothing. SQL's own name for it, because it is executed in one message with {@link TAKE_TURN}.
 */
export const PREPARE_NEXT = `PREPARE audit_append_next AS INSERT INTO audit_events (${COLUMNS})
  SELECT given.* FROM ${GIVEN} AS given
  WHERE EXISTS (
    SELECT FROM (SELECT hash, at FROM audit_events ORDER BY seq DESC LIMIT 1) AS head
    WHERE head.hash = $18::bytea AND head.at <= $19::timestamptz)
  AND abs(extract(epoch FROM clock_timestamp() - $19::timestamptz)) * 1000 < ${CLOCKS_APART}`;

export interface Appended {
  /** Number of the last row written, and its hash. */
  seq: number;
  hash: Buffer;
}

/** The end of the chain as a process remembers it, with the database's clock. */
export interface Remembered extends Appended {
  /** The database's clock, ms since 1970, and this process's own at the same time (`performance.now()`). */
  clock: { database: number; own: number };
}

/**
 * Appends rows to the chain, in order, with one insert. The caller holds the turn ({@link TAKE_TURN}) and has read the
 * head since; the rows count once its transaction commits.
 *
 * @param head a row of {@link READ_HEAD}
 * @returns the head after it
 */
export async function appendRows(
  run: Run,
  key: AuditKey,
  head: unknown,
  rows: readonly [NewRow, ...NewRow[]],
): Promise<Remembered> {
  const { now, seq, hash } = headSchema.parse(head);
  const clock = { database: Date.parse(now), own: performance.now() };
  const { columns, last } = chain(key, { seq: seq ?? 0, hash: hash ?? GENESIS }, now, rows);
  await run(INSERT, columns);
  return { ...last, clock };
}

/**
 * The same in one message to the server: two statements, which are one transaction by the protocol's rule. The lock is
 * taken in the first, so the second sees all that the lock waited for. It inserts only where the head is still the
 * remembered one.
 *
 * @returns the message, for a connection that has run {@link PREPARE_NEXT}, and the head that its success leaves
 */
export function appendNext(
  key: AuditKey,
  head: Remembered,
  rows: readonly [NewRow, ...NewRow[]],
): { text: string; last: Remembered } {
  const { clock } = head;
  const now = new Date(clock.database + performance.now() - clock.own).toISOString();
  const { columns, last } = chain(key, head, now, rows);
  const given = [...columns.map(arrayLiteral), `\\x${head.hash.toString('hex')}`, now].map(pg.escapeLiteral);
  return { text: `${TAKE_TURN}; EXECUTE audit_append_next(${given.join(', ')})`, last: { ...last, clock } };
}

/** An array of plain values and bytes, as PostgreSQL reads one. */
function arrayLiteral(values: readonly unknown[]): string {
  const elements = values.map((one) => {
    if (one === null) return 'NULL';
    const text = Buffer.isBuffer(one) ? `\\x${one.toString('hex')}` : String(one);
    return `"${text.replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${elements.join(',')}}`;
}

/** Chains the rows to the head. @returns the columns of the insert, and the head after it */
function chain(
  key: AuditKey,
  head: Appended,
  at: string,
  rows: readonly NewRow[],
): { columns: unknown[][]; last: Appended } {
  let last = head;
  const columns: unknown[][] = Array.from({ length: 17 }, () => []);
  for (const row of rows) {
    const chained: ChainedRow = { ...row, seq: last.seq + 1, at, keyId: key.id };
    const previous = last.hash;
    last = { seq: chained.seq, hash: hashRow(key, chained, previous) };
    const values = [
      chained.seq,
      chained.at,
      chained.actorId,
      chained.actorEmail,
      chained.actorRole,
      chained.sessionId,
      chained.requestId,
      chained.address,
      chained.action,
      chained.customer,
      chained.phase,
      chained.intentSeq,
      chained.outcome,
      chained.detail,
      chained.keyId,
      previous,
      last.hash,
    ];
    for (const [column, value] of values.entries()) columns[column]?.push(value);
  }
  return { columns, last: { seq: last.seq, hash: last.hash } };
}

/** Takes the turn, reads the head and appends the rows, on one connection with an open transaction. */
export async function takeTurnAndAppend(
  run: Run,
  key: AuditKey,
  rows: readonly [NewRow, ...NewRow[]],
): Promise<Appended> {
  await run(TAKE_TURN, []);
  const { rows: heads } = await run(READ_HEAD, []);
  return await appendRows(run, key, heads[0], rows);
}
