import 'server-only';
import type { ChainStatus } from '../../contracts/audit';
import type { ChainFinding, RowFault } from '../../contracts/chain-finding';
import { hashRow } from './chain';
import type { KeyRing } from './keys';
import { type CheckpointFile, readCheckpoints } from './read-checkpoints';
import { type ChainStart, startOfChain } from './removal';
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
  /** The first thing that was found, or what could not be compared. */
  finding: ChainFinding;
  /** What was found after it, in the order of the chain: {@link MOST_FINDINGS} at the most. */
  others: ChainFinding[];
  /** Findings beyond those. */
  unnamed: number;
}

type Finding = Pick<Verdict, 'verdict' | 'seq' | 'finding'>;

/** A chain that was written anew has a fault in each row. */
const MOST_FINDINGS = 100;

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
 * Recomputes the chain from the rows, in one snapshot and with flat memory. After a fault it goes on from the row's own
 * hash: the rows after it are right or wrong for themselves, and one false row hides no other.
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
 * Events that the retention rule removed are no gap: an event of the trail names the last of them and its hash
 * (`removal.ts`). Whatever is gone beyond that is `missing`.
 *
 * Blind spots: rows cut off after the newest checkpoint, and a thief of the current key.
 *
 * @throws what the database throws; the signal's reason
 */
export async function verifyTrail(options: VerifyOptions): Promise<Verdict> {
  const { url, keys, checkpointFile, archivedTo = 0, signal, onProgress } = options;
  const checkpoints = await readCheckpoints(checkpointFile, keys);
  const snapshot = await openSnapshot(url, signal);
  try {
    const start = await startOfChain(snapshot, keys, checkpoints, archivedTo);
    if (start === undefined) {
      const finding = { code: 'archive_forgotten', archivedTo } as const;
      return { verdict: 'missing', seq: archivedTo, events: 0, finding, others: [], unnamed: 0 };
    }
    const highest = await snapshot.first('SELECT coalesce(max(seq), 0) AS seq FROM audit_events');
    const total = Math.max(0, Number(highest?.seq) - start.seq);
    const chain = createChainCheck(keys, checkpoints, start);
    let events = 0;
    const found: Finding[] = [];
    let unnamed = 0;
    const note = (finding: Finding) => {
      if (found.length <= MOST_FINDINGS) found.push(finding);
      else unnamed += 1;
    };
    const query = `SELECT ${STORED_COLUMNS} FROM audit_events WHERE seq > ${start.seq} OR seq < 1 ORDER BY seq`;
    for await (const rows of snapshot.batches(query)) {
      for (const row of rows) {
        for (const finding of chain.next(parseStoredRow(row), Number(row.seq))) note(finding);
        events += 1;
      }
      onProgress?.({ checked: events, total: Math.max(total, events) });
    }
    const [first, ...others] = [...found, ...conclude(checkpoints, chain.last(), events, found.length > 0)];
    const end = first ?? intact(checkpoints, chain.last(), events, start);
    return { ...end, events, others: others.map(({ finding }) => finding), unnamed };
  } finally {
    await snapshot.close();
  }
}

/** Follows the chain row by row. */
function createChainCheck(keys: KeyRing, checkpoints: CheckpointFile, start: ChainStart) {
  let seq = start.seq;
  // Unknown after a gap, and after a row that can't be read: the next row is then judged without it.
  let hash: Buffer | null = start.hash;
  const isLate = createHandoverCheck(keys);

  const faultOf = (row: StoredRow): RowFault | undefined => {
    const key = keys.byId(row.keyId);
    if (key === undefined) return { code: 'unknown_key', key: row.keyId };
    if (hash !== null && !row.prevHash.equals(hash)) {
      return seq === start.seq ? { code: 'not_first' } : { code: 'not_following', previous: seq };
    }
    if (!row.hash.equals(hashRow(key, row, row.prevHash))) return { code: 'rewritten' };
    const successor = isLate(row);
    return successor === undefined ? undefined : { code: 'replaced_key', key: row.keyId, successor };
  };

  return {
    last: () => seq,
    /** What is wrong with the next row, in the order of the chain. */
    next(row: StoredRow | null, number: number): Finding[] {
      const findings: Finding[] = [];
      const altered = (fault: RowFault) =>
        findings.push({ verdict: 'altered', seq: number, finding: { code: 'altered', event: number, fault } });
      if (number <= seq) {
        altered({ code: 'repeated' });
        return findings;
      }
      if (number > seq + 1) {
        const finding = { code: 'missing', after: seq, from: seq + 1, to: number - 1 } as const;
        findings.push({ verdict: 'missing', seq, finding });
        hash = null;
      }
      const fault: RowFault | undefined = row === null ? { code: 'foreign' } : faultOf(row);
      if (fault !== undefined) altered(fault);
      seq = number;
      hash = row?.hash ?? null;
      const remembered = checkpoints.bySeq.get(number);
      const isOther = remembered && !(remembered.size === 1 && hash !== null && remembered.has(hash.toString('hex')));
      if (isOther && fault === undefined) {
        findings.push({ verdict: 'mismatch', seq, finding: { code: 'other_event', event: seq } });
      }
      return findings;
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

/** What the checkpoints say against the chain. */
function conclude(checkpoints: CheckpointFile, last: number, events: number, isFaulty: boolean): Finding[] {
  const { highest, forged } = checkpoints;
  if (highest > last) return [{ verdict: 'cut', seq: last, finding: { code: 'cut', last, remembered: highest } }];
  if (forged === null) return [];
  const { line, seq, fault } = forged;
  const about = { line, event: seq, fault };
  const finding = isFaulty
    ? ({ code: 'false_line', ...about } as const)
    : ({ code: 'false_checkpoint', events, last, ...about } as const);
  return [{ verdict: 'mismatch', seq, finding }];
}

/** Nothing is wrong. */
function intact(
  { highest, missing, unreadable, bySeq }: CheckpointFile,
  last: number,
  events: number,
  { seq, seal }: ChainStart,
): Finding {
  const cover = missing === null ? { agreeing: bySeq.size, newest: highest } : { uncovered: missing };
  const removed = seal !== null && seq > 0 && { removed: { through: Math.min(seq, seal.through), note: seal.note } };
  const finding = {
    code: 'intact',
    events,
    last,
    checkpoints: cover,
    unreadableLines: unreadable,
    ...removed,
  } as const;
  return { verdict: 'intact', seq: last, finding };
}
