import 'server-only';
import { createHmac } from 'node:crypto';
import type { AuditKey } from './keys';

/**
 * The chain: each row's hash is an HMAC-SHA-256, under a key that the database doesn't have, over the row's canonical
 * form and the hash of the row before. A row that is changed, dropped or inserted without the key breaks the chain at
 * that place. The signed checkpoints show when the tail was cut off (`checkpoints.ts`).
 */

/** The hash that stands for the predecessor of the first row. */
export const GENESIS = Buffer.alloc(32);

/** A row before it is hashed. `detail` is the JSON text that is stored. */
export interface ChainedRow {
  seq: number;
  /** ISO 8601 in UTC with milliseconds, as `row.ts` reads it back. */
  at: string;
  actorId: string | null;
  actorEmail: string | null;
  actorRole: string | null;
  sessionId: string | null;
  requestId: string | null;
  address: string | null;
  action: string;
  customer: string | null;
  phase: string;
  intentSeq: number | null;
  outcome: string | null;
  detail: string;
  keyId: string;
}

/**
 * The hash of a row. Its canonical form is a JSON array of fixed order. Two different rows never share one, because
 * JSON marks where each value ends. The first element is a version, for the case that the order changes.
 */
export function hashRow(key: AuditKey, row: ChainedRow, previous: Buffer): Buffer {
  const canonical = JSON.stringify([
    1,
    row.seq,
    row.at,
    row.actorId,
    row.actorEmail,
    row.actorRole,
    row.sessionId,
    row.requestId,
    row.address,
    row.action,
    row.customer,
    row.phase,
    row.intentSeq,
    row.outcome,
    row.detail,
    row.keyId,
  ]);
  return createHmac('sha256', key.chain).update(previous).update(canonical).digest();
}
