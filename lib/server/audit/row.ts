import 'server-only';
import * as z from 'zod';
import type { AuditEvent } from '../../contracts/audit';
import { ACTIONS, type AuditAction } from '../../contracts/audit-details';
import type { ChainedRow } from './chain';

/** A row as it lies in the table. */
export interface StoredRow extends ChainedRow {
  prevHash: Buffer;
  hash: Buffer;
}

/**
 * The columns of a {@link StoredRow}. The database writes the time as text: a driver's `Date` would cut off the
 * microseconds and hide a change smaller than a millisecond.
 */
export const STORED_COLUMNS = `seq, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, actor_id,
  actor_email, actor_role, session_id, request_id, address, action, customer, phase, intent_seq, outcome, detail, key_id,
  prev_hash, hash`;

const text = z.string().nullable();
const seq = z.coerce.number().int();

const storedSchema = z
  .object({
    seq,
    at: z.string(),
    actor_id: text,
    actor_email: text,
    actor_role: text,
    session_id: text,
    request_id: text,
    address: text,
    action: z.string(),
    customer: text,
    phase: z.string(),
    intent_seq: seq.nullable(),
    outcome: text,
    detail: z.string(),
    key_id: z.string(),
    prev_hash: z.instanceof(Buffer),
    hash: z.instanceof(Buffer),
  })
  .transform(
    (row): StoredRow => ({
      seq: row.seq,
      // The desk writes whole milliseconds. Any other time stays as it is, and fails the hash.
      at: row.at.endsWith('000Z') ? `${row.at.slice(0, -4)}Z` : row.at,
      actorId: row.actor_id,
      actorEmail: row.actor_email,
      actorRole: row.actor_role,
      sessionId: row.session_id,
      requestId: row.request_id,
      address: row.address,
      action: row.action,
      customer: row.customer,
      phase: row.phase,
      intentSeq: row.intent_seq,
      outcome: row.outcome,
      detail: row.detail,
      keyId: row.key_id,
      prevHash: row.prev_hash,
      hash: row.hash,
    }),
  );

/** Parses a row with {@link STORED_COLUMNS}; `null` for a row that the desk cannot have written. */
export function parseStoredRow(row: unknown): StoredRow | null {
  return storedSchema.safeParse(row).data ?? null;
}

/**
 * Parses a row's detail by the schema of its action. An unreadable detail becomes an empty one, never an error: the
 * trail must stay readable when it has been tampered with.
 */
export function parseDetail(action: string, phase: string, detail: string): Record<string, unknown> {
  const schemas: { intent?: DetailSchema; outcome: DetailSchema } | undefined = Object.hasOwn(ACTIONS, action)
    ? ACTIONS[action as AuditAction]
    : undefined;
  const schema = phase === 'intent' ? schemas?.intent : schemas?.outcome;
  if (schema === undefined) return {};
  try {
    return z.safeParse(schema, JSON.parse(detail)).data ?? {};
  } catch {
    return {};
  }
}

type DetailSchema = z.core.$ZodType<Record<string, unknown>>;

/** A row in the form of an export. */
export function toEvent(row: StoredRow): AuditEvent {
  return {
    seq: row.seq,
    at: row.at,
    actor: { id: row.actorId, email: row.actorEmail, role: row.actorRole },
    sessionId: row.sessionId,
    requestId: row.requestId,
    address: row.address,
    // An action that this version does not know (from a later version, or from an edit by hand) is passed on as it is.
    action: row.action as AuditAction,
    customer: row.customer,
    phase: row.phase === 'intent' ? 'intent' : 'outcome',
    intentSeq: row.intentSeq,
    outcome: row.outcome,
    detail: parseDetail(row.action, row.phase, row.detail),
  };
}
