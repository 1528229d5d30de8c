import 'server-only';
import type { ChainStatus } from '../../contracts/audit';
import type { ChainFinding, RowFault } from '../../contracts/chain-finding';
import { GENESIS, hashRow } from './chain';
import type { KeyRing } from './keys';
import { type CheckpointFile, readCheckpoints } from './read-checkpoints';
import { parseStoredRow, STORED_COLUMNS, type StoredRow } from './row';
import { openSnapshot } from './snapshot';

/** How long a retired key may still write beside its successor, ms: replicas restart one after the other. */
const HANDOVER_MS = 60 * 60_000;

export interface Verdict {
  verdict: ChainStatus['verdict'];
  /** The last event that was checked, or the event that the verdict names. */
  seq: number;
  /** How many rows were checked. */
  events: number;
  /** What was found, and what could not be compared. */
  finding: ChainFinding;
}

type Finding = Omit<Verdict, 'events'>;

export interface VerifyOptions {
  /** Connects as the application's role. Reading is enough. */
  url: string;
  keys: KeyRing;
  checkpointFile: string;
  /** Rows up to this one were moved to an archive: the chain begins after it, at its checkpoint (docs/audit.md). */
  archivedTo?: number;
  signal?: AbortSignal | undefined;
  onProgress?: (progress: { checked: number; total: number }) => void;
}

/**
 * Recomputes the chain from the rows, in one snapshot and with flat memory, and stops at the first thing that is wrong.
 *
 * - `altered` at N: the row is not as it was written, doesn't follow the one before it, or is written by a key that is
 *   unknown or was replaced long before. That is also where rows that were inserted, swapped or chained anew without
 *   the key show.
 * - `missing` after N: the next number is not there.
 * - `cut` after N: the chain ends there, and a genuine checkpoint names later rows. An emptied table is cut after 0.
 * - `mismatch` at N: the row's hash is right, but a genuine checkpoint holds another hash for it; or a line of the
 *   checkpoint file has an unknown key or a wrong signature.
 *
 * A thief may have the database and a **retired** key. They cannot change a row from before the successor took over,
 * because the successor's first row is an HMAC over the hash before it. They can cut off all rows of the successor and
 * append their own, but the successor's signed checkpoints reveal that. Rows of a retired key after its successor took
 * over are reported, unless they lie within an hour of it by the chain's own time, which never falls: a rolling
 * restart. Within that hour a thief of the old key could append, not alter. That is the price of a restart without a
 * gap. A return to an earlier key is reported as well.
 *
 * Blind spots: rows cut off after the newest checkpoint, and a thief of the current key.
 *
 * @throws what the database throws; the signal's reason
 */
export async function verifyTrail(options: VerifyOptions): Promise<Verdict> {
  const { url, keys, checkpointFile, archivedTo = 0, signal, onProgress } = options;
  const checkpoints = await readCheckpoints(checkpointFile, keys);
  const start = startOf(checkpoints, archivedTo);
  if (start === undefined) {
    const finding = { code: 'archive_forgotten', archivedTo } as const;
    return { verdict: 'missing', seq: archivedTo, events: 0, finding };
  }
  const snapshot = await openSnapshot(url, signal);
  try {
    const highest = await snapshot.first('SELECT coalesce(max(seq), 0) AS seq FROM audit_events');
    const total = Math.max(0, Number(highest?.seq) - archivedTo);
    const chain = createChainCheck(keys, checkpoints, { seq: archivedTo, hash: start });
    let events = 0;
    const query = `SELECT ${STORED_COLUMNS} FROM audit_events WHERE seq > ${archivedTo} OR seq < 1 ORDER BY seq`;
    for await (const rows of snapshot.batches(query)) {
      for (const row of rows) {
        const finding = chain.next(parseStoredRow(row), Number(row.seq));
        events += 1;
        if (finding) return { ...finding, events };
      }
      onProgress?.({ checked: events, total: Math.max(total, events) });
    }
    return { ...conclude(checkpoints, chain.last(), events), events };
  } finally {
    await snapshot.close();
  }
}

function startOf(checkpoints: CheckpointFile, archivedTo: number): Buffer | undefined {
  if (archivedTo === 0) return GENESIS;
  const [hash, ...others] = checkpoints.bySeq.get(archivedTo) ?? [];
  return hash === undefined || others.length > 0 ? undefined : Buffer.from(hash, 'hex');
}

/** Follows the chain row by row. */
function createChainCheck(keys: KeyRing, checkpoints: CheckpointFile, start: { seq: number; hash: Buffer }) {
  let { seq, hash } = start;
  const isLate = createHandoverCheck(keys);

  const faultOf = (row: StoredRow | null): RowFault | undefined => {
    if (row === null) return { code: 'foreign' };
    const key = keys.byId(row.keyId);
    if (key === undefined) return { code: 'unknown_key', key: row.keyId };
    if (!row.prevHash.equals(hash)) {
      return seq === start.seq ? { code: 'not_first' } : { code: 'not_following', previous: seq };
    }
    if (!row.hash.equals(hashRow(key, row, row.prevHash))) return { code: 'rewritten' };
    const successor = isLate(row);
    return successor === undefined ? undefined : { code: 'replaced_key', key: row.keyId, successor };
  };

  return {
    last: () => seq,
    next(row: StoredRow | null, number: number): Finding | undefined {
      if (number > seq + 1) {
        const finding = { code: 'missing', after: seq, from: seq + 1, to: number - 1 } as const;
        return { verdict: 'missing', seq, finding };
      }
      const fault: RowFault | undefined = number <= seq ? { code: 'repeated' } : faultOf(row);
      if (fault !== undefined || row === null) {
        const finding = { code: 'altered', event: number, fault: fault ?? { code: 'foreign' } } as const;
        return { verdict: 'altered', seq: number, finding };
      }
      ({ seq, hash } = row);
      const remembered = checkpoints.bySeq.get(seq);
      if (remembered === undefined || (remembered.size === 1 && remembered.has(hash.toString('hex')))) return undefined;
      return { verdict: 'mismatch', seq, finding: { code: 'other_event', event: seq } };
    },
  };
}

/** @returns the key that had replaced the row's own for longer than a rolling restart takes */
function createHandoverCheck(keys: KeyRing): (row: StoredRow) => string | undefined {
  const seen = new Set<string>();
  let newest: { id: string; since: number } | undefined;
  let latest = '';
  return ({ keyId, at }) => {
    // The latest time so far. A row with an earlier time does not move it back.
    if (at > latest) latest = at;
    if (!seen.has(keyId)) {
      seen.add(keyId);
      // A retired key never takes over from the current key, even when it was not seen before.
      if (newest?.id !== keys.current.id) newest = { id: keyId, since: Date.parse(latest) };
    }
    if (newest === undefined || newest.id === keyId) return undefined;
    return Date.parse(latest) - newest.since > HANDOVER_MS ? newest.id : undefined;
  };
}

/** All rows are right. Compares them with the checkpoints. */
function conclude(checkpoints: CheckpointFile, last: number, events: number): Finding {
  const { highest, forged, missing, unreadable, bySeq } = checkpoints;
  if (highest > last) return { verdict: 'cut', seq: last, finding: { code: 'cut', last, remembered: highest } };
  if (forged !== null) {
    const { line, seq, fault } = forged;
    return { verdict: 'mismatch', seq, finding: { code: 'false_checkpoint', events, last, line, event: seq, fault } };
  }
  const cover = missing === null ? { agreeing: bySeq.size, newest: highest } : { uncovered: missing };
  const finding = { code: 'intact', events, last, checkpoints: cover, unreadableLines: unreadable } as const;
  return { verdict: 'intact', seq: last, finding };
}
