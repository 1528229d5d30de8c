import 'server-only';
import type pg from 'pg';
import type { Removable } from '../../contracts/audit-values';
import { SKIPPED_AT_MOST } from './directory-schema';

/** Records whose rows go one by one; those of the trail go by its own rule (`audit/removal.ts`). */
export type OldRecord = Exclude<Removable, 'trail'>;

/** The records of one kind that are older than a moment. */
export interface OldRows {
  kind: OldRecord;
  before: Date;
  /** Whether the desk keeps a directory. Without one nobody can tell who is gone: the age of a contact alone decides. */
  hasDirectory: boolean;
}

/** A directory that holds less than this share of Sentinel's customers does not tell who is gone. */
const SHARE_HELD = 0.9;

/** The table of each kind, and which of its rows are older than `$1` and may go. */
const OLD: Record<OldRecord, { table: string; where: string; whereWithoutDirectory?: string }> = {
  reviews: { table: 'review_findings', where: 'closed_at < $1' },
  approvals: { table: 'approvals', where: "requested_at < $1 AND state NOT IN ('waiting', 'approved', 'approving')" },
  'password-links': { table: 'account_links', where: 'coalesce(used_at, expires_at) < $1' },
  // A customer who is in the directory keeps the contact: by it the desk asks Sentinel. Before a walk of Sentinel's whole
  // list has ended, a customer who is not in the directory may be in the list. So may one whose row could not be stored.
  // A directory that was restored without its rows, or is being filled again, holds far fewer customers than it tells.
  contacts: {
    table: 'customer_identifiers',
    where: `seen_at < $1 AND NOT EXISTS (
      SELECT FROM directory_customers WHERE directory_customers.uuid = customer_identifiers.uuid)
      AND customer_identifiers.uuid NOT IN (SELECT unnest(ARRAY[key, lower(key), upper(key)])
        FROM directory_sync, jsonb_object_keys(skipped) AS key)
      AND EXISTS (SELECT FROM directory_sync WHERE walked_at IS NOT NULL
        AND (SELECT count(*) FROM directory_customers) >= ${SHARE_HELD} * greatest(covered, total)
        AND (SELECT count(*) FROM jsonb_object_keys(skipped)) < ${SKIPPED_AT_MOST})`,
    whereWithoutDirectory: 'seen_at < $1',
  },
};

function whichOf({ kind, hasDirectory }: OldRows): { table: string; where: string } {
  const { table, where, whereWithoutDirectory = where } = OLD[kind];
  return { table, where: hasDirectory ? where : whereWithoutDirectory };
}

/** How many these records are. */
export async function countOld(pool: pg.Pool, old: OldRows): Promise<number> {
  const { table, where } = whichOf(old);
  const { rows } = await pool.query<{ count: string }>(`SELECT count(*) AS count FROM ${table} WHERE ${where}`, [
    old.before,
  ]);
  return Number(rows[0]?.count);
}

const BATCH = 5_000;

/** Removes these records, in short transactions. @returns how many */
export async function removeOld(owner: pg.Pool, old: OldRows): Promise<number> {
  const { table, where } = whichOf(old);
  const text = `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${where} LIMIT ${BATCH}))`;
  for (let removed = 0; ; ) {
    const { rowCount } = await owner.query(text, [old.before]);
    removed += rowCount ?? 0;
    if ((rowCount ?? 0) === 0) return removed;
  }
}
