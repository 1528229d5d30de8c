import 'server-only';
import type pg from 'pg';
import * as z from 'zod';
import type { Lane } from './walk';
import { written } from './written';

const laneSchema = z.object({
  page: z.number().int().min(1),
  frontier: z.number().int().min(0),
  total: z.number().int().nullable(),
  end: z.number().int().nullable(),
  done: z.boolean(),
});

const stateSchema = z
  .object({
    walk: z.number(),
    walkStartedAt: z.date().nullable(),
    walkAskedAt: z.date().nullable(),
    walkedAt: z.date().nullable(),
    lanes: z.array(laneSchema).nullable(),
    marks: z.array(z.array(z.string())).nullable(),
    covered: z.number(),
    total: z.number().nullable(),
    marker: z.string().nullable(),
    caughtUpAt: z.date().nullable(),
    proven: z.boolean(),
    errorCode: z.string().nullable(),
    errorAt: z.date().nullable(),
    walkErrorCode: z.string().nullable(),
    walkErrorAt: z.date().nullable(),
    skipped: z.number(),
    gap: z.number().nullable(),
    gapWalks: z.number(),
    client: z.string().nullable(),
  })
  .transform(({ lanes, marks, ...state }) => ({
    ...state,
    lanes: lanes?.map((lane, index): Lane => ({ ...lane, first: marks?.[index] ?? [] })) ?? null,
  }));

/** How far the directory has got (`db/directory-schema.ts`, `directory_sync`). */
export type SyncState = z.infer<typeof stateSchema>;

export async function readState(pool: Pick<pg.Pool, 'query'>): Promise<SyncState> {
  const { rows } = await pool.query(
    `SELECT walk, walk_started_at AS "walkStartedAt", walk_asked_at AS "walkAskedAt",
      walked_at AS "walkedAt", lanes, lane_marks AS marks, covered, total, marker,
      caught_up_at AS "caughtUpAt", proven, error_code AS "errorCode", error_at AS "errorAt",
      walk_error_code AS "walkErrorCode", walk_error_at AS "walkErrorAt",
      gap, gap_walks AS "gapWalks", client,
      (SELECT count(*)::integer FROM jsonb_object_keys(skipped)) AS skipped FROM directory_sync`,
  );
  return stateSchema.parse(rows[0]);
}

/**
 * Pages that are being written end first, and none begins before the transaction's end: each belongs to one epoch as a
 * whole. Everywhere the table before the row of `directory_sync`, as pages take them, or two would wait for each other.
 */
const NO_PAGE_UNDER_WAY = 'LOCK TABLE directory_customers IN SHARE ROW EXCLUSIVE MODE';

/**
 * A new syncer begins: whatever an earlier one still writes is refused from here on. The count is made anew, should it
 * ever have been wrong.
 *
 * @returns its number
 */
export async function beginEpoch(pool: pg.Pool): Promise<number> {
  const client = await pool.connect();
  let ended = false;
  try {
    await client.query(`BEGIN; ${NO_PAGE_UNDER_WAY}`);
    const { rows } = await client.query(
      `UPDATE directory_sync SET epoch = epoch + 1, covered = (SELECT count(*) FROM directory_customers)
      RETURNING epoch`,
    );
    await client.query('COMMIT');
    ended = true;
    return z.object({ epoch: z.number() }).parse(rows[0]).epoch;
  } finally {
    client.release(!ended);
  }
}

/** A full walk begins. `marker` only counts when there is none: an earlier one covers more. */
export async function beginWalk(
  pool: pg.Pool,
  epoch: number,
  begin: { lanes: Lane[]; total: number | null; marker: string | null },
): Promise<void> {
  await pool.query(
    `UPDATE directory_sync SET walk = walk + 1, walk_started_at = now(), walk_asked_at = NULL, lanes = $2::jsonb, lane_marks = $5::jsonb, total = coalesce($3, total),
      marker = coalesce(marker, $4), proven = true WHERE epoch = $1`,
    [
      epoch,
      JSON.stringify(begin.lanes.map(short)),
      begin.total,
      begin.marker,
      JSON.stringify(begin.lanes.map(() => [])),
    ],
  );
}

/** A lane without its marks, which change on its first pages alone. */
export function short({ first: _, ...lane }: Lane): Omit<Lane, 'first'> {
  return lane;
}

/**
 * Has the table analysed, and its indexes' lists of pending entries emptied. Without statistics the first searches after
 * a first walk read whole indexes; autovacuum comes up to a minute later.
 */
export async function settle(pool: pg.Pool): Promise<void> {
  await pool.query('SELECT directory_settle()');
}

/** Every lane has ended. */
export async function endWalk(pool: pg.Pool, epoch: number, proven: boolean): Promise<void> {
  await pool.query(
    `UPDATE directory_sync SET lanes = NULL, lane_marks = NULL, walked_at = now(), proven = $2 AND proven,
      walk_error_code = NULL, walk_error_at = NULL,
      skipped = (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(skipped) WHERE value::integer >= walk)
    WHERE epoch = $1`,
    [epoch, proven],
  );
}

/** The gap that a full walk and the catch-up after it have left (`gap.ts`). */
export async function saveGap(pool: pg.Pool, epoch: number, gap: number, walks: number): Promise<void> {
  await pool.query('UPDATE directory_sync SET gap = $2, gap_walks = $3 WHERE epoch = $1', [epoch, gap, walks]);
}

/** Notes whose customers these are from now on. */
export async function saveClient(pool: pg.Pool, client: string): Promise<void> {
  await pool.query('UPDATE directory_sync SET client = $1', [client]);
}

/** Everything that had changed by `at` is in the directory. */
export async function saveCatchUp(
  pool: pg.Pool,
  epoch: number,
  caught: { at: Date; newest: string | null; proven: boolean },
): Promise<void> {
  await pool.query(
    `UPDATE directory_sync SET caught_up_at = $2, marker = coalesce($3, marker), proven = proven AND $4
    WHERE epoch = $1`,
    [epoch, caught.at, caught.newest, caught.proven],
  );
}

/** The syncer begins a full walk as soon as it sees this. */
export async function askForWalk(pool: pg.Pool): Promise<void> {
  await pool.query('UPDATE directory_sync SET walk_asked_at = now()');
}

export async function saveError(pool: pg.Pool, code: string): Promise<void> {
  await pool.query('UPDATE directory_sync SET error_code = $1, error_at = now()', [code]);
}

/** A full walk failed. Pages of a catch-up, which go well, don't clear this; the end of a walk does. */
export async function saveWalkError(pool: pg.Pool, code: string): Promise<void> {
  await pool.query('UPDATE directory_sync SET walk_error_code = $1, walk_error_at = now()', [code]);
}

/**
 * Empties the directory and resets its progress. A running syncer notices at its next page and begins a new walk: to keep
 * the directory empty, switch it off first.
 *
 * @returns how many customers were forgotten
 */
export async function forgetAll(pool: pg.Pool, mayTruncate: boolean): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN; SET LOCAL statement_timeout = 0');
    await client.query(mayTruncate ? 'LOCK TABLE directory_customers' : NO_PAGE_UNDER_WAY);
    const { rows } = await client.query('SELECT count(*)::integer AS count FROM directory_customers');
    // TRUNCATE is the owner's right, and leaves nothing behind in the files; after DELETE that is autovacuum's work.
    await client.query(mayTruncate ? 'TRUNCATE directory_customers' : 'DELETE FROM directory_customers');
    await client.query(
      `UPDATE directory_sync SET epoch = epoch + 1, walk_started_at = NULL, walked_at = NULL, lanes = NULL, lane_marks = NULL, covered = 0,
        total = NULL, marker = NULL, caught_up_at = NULL, proven = false, error_code = NULL, error_at = NULL,
        walk_error_code = NULL, walk_error_at = NULL, skipped = '{}', tallied_at = NULL, tallied_day = NULL, gap = NULL,
        gap_walks = 0`,
    );
    await client.query('COMMIT');
    written().clear();
    return z.object({ count: z.number() }).parse(rows[0]).count;
  } finally {
    client.release(true);
  }
}
