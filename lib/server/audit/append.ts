import 'server-only';
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

const INSERT = `
  INSERT INTO audit_events (seq, at, actor_id, actor_email, actor_role, session_id, request_id, address, action, customer,
    phase, intent_seq, outcome, detail, key_id, prev_hash, hash)
  SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::text[],
    $8::text[], $9::text[], $10::text[], $11::text[], $12::bigint[], $13::text[], $14::text[], $15::text[], $16::bytea[],
    $17::bytea[])`;

export interface Appended {
  /** Number of the last row written, and its hash. */
  seq: number;
  hash: Buffer;
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
): Promise<Appended> {
  const { now, seq, hash } = headSchema.parse(head);
  let last: Appended = { seq: seq ?? 0, hash: hash ?? GENESIS };
  const columns: unknown[][] = Array.from({ length: 17 }, () => []);
  for (const row of rows) {
    const chained: ChainedRow = { ...row, seq: last.seq + 1, at: now, keyId: key.id };
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
  await run(INSERT, columns);
  return last;
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
