import 'server-only';
import { createHmac } from 'node:crypto';
import type { AuditKey } from './keys';

/**
 * The chain: each row's hash is an HMAC-SHA-256, under a key that the database doesn't have, over the row's canonical
 * form and the hash of the row before. Whoever changes, drops or inserts a row without the key breaks it at that place;
 * cutting the tail off is seen against the signed checkpoints (`checkpoints.ts`).
 */

/** What stands where the first row's predecessor would be. */
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
 * The hash of a row. Its canonical form is a JSON array of fixed order: no two different rows share one, because JSON
 * marks where each value ends, and the first element names the version should the order ever change.
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
