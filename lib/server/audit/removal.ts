import 'server-only';
import type pg from 'pg';
import * as z from 'zod';
import { GENESIS, hashRow } from './chain';
import type { KeyRing } from './keys';
import type { CheckpointFile } from './read-checkpoints';
import { parseStoredRow, STORED_COLUMNS } from './row';
import type { Snapshot } from './snapshot';

/**
 * Old events that were removed under the retention rule (docs/decisions.md, decision 55). Before the first is removed, an
 * event of the trail names the last one and its hash: the seal, which nobody can write without the key.
 */
export interface Seal {
  /** The last event that was to be removed, and its hash. */
  through: number;
  hash: Buffer;
  /** The number of the event that says so. */
  note: number;
}

const NOTES = `SELECT ${STORED_COLUMNS} FROM audit_events
  WHERE action = 'records.removed' AND phase = 'intent' ORDER BY seq`;
const noteSchema = z.object({
  kind: z.literal('trail'),
  through: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** @returns the seal that reaches furthest, of those that were written with a key of the ring */
async function readSeal(snapshot: Snapshot, keys: KeyRing): Promise<Seal | null> {
  let furthest: Seal | null = null;
  for await (const rows of snapshot.batches(NOTES)) {
    for (const raw of rows) {
      const row = parseStoredRow(raw);
      const key = row && keys.byId(row.keyId);
      if (!row || !key || !row.hash.equals(hashRow(key, row, row.prevHash))) continue;
      const note = noteSchema.safeParse(JSON.parse(row.detail)).data;
      if (note === undefined || note.through >= row.seq || note.through <= (furthest?.through ?? 0)) continue;
      furthest = { through: note.through, hash: Buffer.from(note.hash, 'hex'), note: row.seq };
    }
  }
  return furthest;
}

/** Where a chain begins: after this event, whose hash the next one follows; `null` when nobody has kept it. */
export interface ChainStart {
  seq: number;
  hash: Buffer | null;
  /** The seal that allows the chain to begin there. */
  seal: Seal | null;
}

/**
 * Where the chain of a database may begin: at its first event, after the archive, or after events that a seal names. A
 * removal that was interrupted has left some of these: the chain then begins at the first that is left. The event after
 * the sealed one holds the same hash, so that none of them can be another.
 *
 * @param archivedTo events up to this one were moved by hand (`AUDIT_ARCHIVED_TO`); a checkpoint remembers its hash
 * @returns `undefined` when no genuine checkpoint remembers the archive's end
 */
export async function startOfChain(
  snapshot: Snapshot,
  keys: KeyRing,
  checkpoints: CheckpointFile,
  archivedTo: number,
): Promise<ChainStart | undefined> {
  const seal = await readSeal(snapshot, keys);
  if (seal !== null && seal.through > archivedTo) {
    const first = await snapshot.first('SELECT min(seq) AS seq FROM audit_events WHERE seq > 0');
    const gone = Math.min(Number(first?.seq) - 1, seal.through);
    if (gone === seal.through) return { seq: gone, hash: seal.hash, seal };
    if (gone > archivedTo) return { seq: gone, hash: null, seal };
  }
  if (archivedTo === 0) return { seq: 0, hash: GENESIS, seal };
  const [hash, ...others] = checkpoints.bySeq.get(archivedTo) ?? [];
  return hash === undefined || others.length > 0
    ? undefined
    : { seq: archivedTo, hash: Buffer.from(hash, 'hex'), seal };
}

/** Old events that may be removed together. */
export interface OldEvents {
  first: number;
  through: number;
  /** Of the last one. */
  hash: Buffer;
}

/** Intents are ended within minutes; nobody looks further back for one that began before the border. */
const PAIRED_WITHIN = 100_000;

/**
 * The events before a moment that may be removed: all up to one number, so that the rest stays a chain, and never an
 * intent whose outcome stays.
 *
 * @param pool without a limit of time: it reads through the events before the moment
 * @returns `null` when there are none
 */
export async function oldEvents(pool: pg.Pool, before: Date): Promise<OldEvents | null> {
  // `+ interval` keeps the planner off the index on `at`. It walks along the numbers up to the first event that stays.
  const { rows: edges } = await pool.query<{ first: string | null; border: string | null }>(
    `SELECT (SELECT min(seq) FROM audit_events) AS first, coalesce(
      (SELECT min(seq) FROM audit_events WHERE at + interval '0' >= $1) - 1, (SELECT max(seq) FROM audit_events)) AS border`,
    [before.toISOString()],
  );
  const [first, border] = [Number(edges[0]?.first ?? 0), Number(edges[0]?.border ?? 0)];
  let through = border;
  // An intent that stays takes the border before it, and other pairs may lie across the new border.
  for (;;) {
    const { rows: pairs } = await pool.query<{ intent: string | null }>(
      `SELECT min(intent_seq) AS intent FROM audit_events
       WHERE intent_seq > $1::bigint - ${PAIRED_WITHIN} AND intent_seq <= $1 AND seq > $1`,
      [through],
    );
    const intent = pairs[0]?.intent ?? null;
    if (intent === null) break;
    through = Number(intent) - 1;
  }
  if (first === 0 || through < first) return null;
  const { rows } = await pool.query<{ hash: Buffer }>('SELECT hash FROM audit_events WHERE seq = $1', [through]);
  const hash = rows[0]?.hash;
  return hash === undefined ? null : { first, through, hash };
}

const BATCH = 5_000;

/**
 * Removes the events up to a number, oldest first, in batches that are short transactions: writers and readers go on
 * meanwhile. The trigger of the table lets those alone go that a note in the trail names.
 *
 * @param owner as the owner of the tables
 * @param onBatch called after each batch with the number removed so far
 * @returns how many were removed
 */
export async function removeEvents(
  owner: pg.Pool,
  through: number,
  onBatch: (removed: number) => void,
): Promise<number> {
  for (let removed = 0; ; onBatch(removed)) {
    const { rowCount } = await owner.query(
      `DELETE FROM audit_events WHERE seq <= $1
       AND seq < (SELECT min(seq) FROM audit_events) + ${BATCH}`,
      [through],
    );
    removed += rowCount ?? 0;
    if ((rowCount ?? 0) === 0) return removed;
  }
}
