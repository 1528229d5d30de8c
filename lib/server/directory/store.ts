import 'server-only';
import type pg from 'pg';
import * as z from 'zod';
import { SKIPPED_AT_MOST } from '../db/public';
import {
  arrayLiteral,
  assignments,
  column,
  type Entry,
  givenRows,
  NAMES,
  SHOWN_COLUMNS,
  type ShownColumns,
  saysNews,
  shownSchema,
  TABLE,
  typed,
  wouldChange,
} from './columns';
import { type Sql, sql, statement, value } from './sql';
import { short } from './sync-state';
import type { Lane } from './walk';

/** Another syncer has taken over from this one, which must not write any more. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

/**
 * Writes the rows of one answer in one statement.
 *
 * Fields that an answer may leave out keep their known value, and an answer whose call began before the stored one
 * changes nothing. Most rows of a walk are unchanged. Postgres then touches no index, and writes them beside the old
 * version where the table leaves room for that (its fillfactor).
 *
 * @param isDetail whether the answer is a detail, which doesn't say what has expired
 * @param condition rows are written only where it holds
 */
function upsert(entries: readonly Entry[], readAt: Date, isDetail: boolean, condition: Sql): Sql {
  const [readMoment, detail] = [column('readAt'), value(isDetail, 'boolean')];
  const moment = column('updatedMoment');
  return sql`
  INSERT INTO ${TABLE} AS known (${NAMES}, ${moment}, ${readMoment}, ${column('seenWalk')})
  SELECT ${NAMES}, ${MOMENT_GIVEN}, ${typed('readAt', readAt)}, (SELECT walk FROM directory_sync)
  FROM ${givenRows(entries)}
  WHERE ${condition}
  ORDER BY uuid
  ON CONFLICT (uuid) DO UPDATE SET ${assignments(detail)},
    ${moment} = coalesce(excluded.${moment}, known.${moment}), ${readMoment} = excluded.${readMoment},
    ${column('seenWalk')} = excluded.${column('seenWalk')}
  WHERE known.${readMoment} <= excluded.${readMoment}
  RETURNING (xmax = 0) AS fresh`;
}

/** Postgres would round the seventh digit of a second, and so move the last moment of a day into the next day. */
const MOMENT_GIVEN = sql`regexp_replace(${column('updatedAt')}, '(\\.\\d{6})\\d+', '\\1')::timestamptz`;

/** Adds the rows that were new to the count of the directory's rows. */
function counted(written: Sql): Sql {
  return sql`WITH written AS (${written})
  UPDATE directory_sync SET covered = covered + (SELECT count(*) FROM written WHERE fresh)`;
}

/** A customer's row as results show it; `null` when the directory doesn't know the customer. */
export async function readShown(pool: pg.Pool, uuid: string): Promise<ShownColumns | null> {
  const { rows } = await pool.query(
    statement(sql`SELECT ${SHOWN_COLUMNS} FROM ${TABLE} WHERE uuid = ${typed('uuid', uuid)}`),
  );
  return rows.length === 0 ? null : shownSchema.parse(rows[0]);
}

/**
 * Runs `write` for all rows at once. When Postgres refuses a value of them, each row is written for itself, and those
 * that are refused are skipped: one odd record must not cost the others.
 *
 * @returns the uuids of the rows that were skipped
 */
async function writeWhatFits(
  entries: Entry[],
  write: (entries: Entry[]) => Promise<unknown>,
  onRefusal: () => void = () => {},
): Promise<string[]> {
  try {
    await write(entries);
    return [];
  } catch (error) {
    if (!isRefusal(error)) throw error;
    onRefusal();
  }
  const skipped: string[] = [];
  for (const entry of entries) {
    try {
      await write([entry]);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      skipped.push(entry.uuid);
    }
  }
  return skipped;
}

/** Postgres refuses a value (classes 22, 23, 54, P0), as opposed to an outage or a fault of ours. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(22|23|54|P0)/.test(String(error.code));
}

/**
 * Writes the customers of an answer that was just shown, or of a correction.
 * @returns the uuids of the rows that Postgres refused, which are skipped
 */
export async function writeSeen(pool: pg.Pool, entries: Entry[], readAt: Date, isDetail: boolean): Promise<string[]> {
  return await writeWhatFits(entries, (some) => writeAllSeen(pool, some, readAt, isDetail));
}

/** `read_at` of a row that says the same may be this old, so that showing a list again writes nothing. */
export const REFRESH_AFTER_MINUTES = 15;

async function writeAllSeen(pool: pg.Pool, entries: Entry[], readAt: Date, isDetail: boolean): Promise<void> {
  if (entries.length === 0) return;
  // ON CONFLICT locks every row that it meets, also one that it leaves as it is. So only rows with news come to it.
  const same = sql`known.${column('uuid')} = given.${column('uuid')}
    AND known.${column('seenWalk')} = (SELECT walk FROM directory_sync)
    AND known.${column('readAt')} > ${typed('readAt', readAt)} - make_interval(mins => ${REFRESH_AFTER_MINUTES})
    AND NOT ${wouldChange(value(isDetail, 'boolean'))}`;
  const news = sql`NOT EXISTS (SELECT FROM ${TABLE} AS known WHERE ${same})`;
  // The count is one row for all writers. A write without new customers doesn't lock it.
  const written = counted(upsert(entries, readAt, isDetail, news));
  await pool.query(statement(sql`${written} WHERE EXISTS (SELECT FROM written WHERE fresh)`));
}

export interface PageWrite {
  readAt: Date;
  epoch: number;
  /** Of a full walk: where its lane continues, saved together with the rows. */
  lane?: { index: number; state: Lane; proven: boolean; newMarks: boolean };
  total: number | null;
  /** Rows of the page that could not be read: a uuid or a fingerprint of each. */
  skipped: readonly string[];
}

/**
 * Writes a page of the sync and the progress of its walk, in one statement. When Postgres refuses a value, the rows are
 * written one by one, those that are refused are counted as skipped, and the progress follows.
 * @returns the uuids of the rows that were refused
 * @throws Superseded when another syncer has taken over, or the directory was emptied; then nothing was written
 */
export async function writePage(pool: pg.Pool, entries: Entry[], page: PageWrite): Promise<string[]> {
  const { readAt, epoch } = page;
  let isWhole = true;
  const refused = await writeWhatFits(
    entries,
    async (some) => {
      await writePart(pool, some, isWhole ? page : { readAt, epoch, total: null, skipped: [] });
    },
    () => {
      isWhole = false;
    },
  );
  if (!isWhole) await writePart(pool, [], { ...page, skipped: [...page.skipped, ...refused] });
  return refused;
}

async function writePart(pool: pg.Pool, entries: Entry[], page: PageWrite): Promise<void> {
  const epoch = value(page.epoch, 'integer');
  // A new epoch begins when no page is under way (`sync-state.ts`), so this condition holds for all rows or for none.
  const written = upsert(entries, page.readAt, false, sql`(SELECT epoch FROM directory_sync) = ${epoch}`);
  const lane = value(page.lane?.index ?? null, 'integer');
  const place = sql`ARRAY[${lane}::text]`;
  const state = value(page.lane ? JSON.stringify(short(page.lane.state)) : null, 'jsonb');
  const marks = value(page.lane?.newMarks ? JSON.stringify(page.lane.state.first) : null, 'jsonb');
  const skipped = value(arrayLiteral(page.skipped), 'text[]');
  const uuids = value(arrayLiteral(entries.map(({ uuid }) => uuid)), 'text[]');
  const text = sql`${counted(written)}, total = coalesce(${value(page.total, 'integer')}, total),
    lanes = CASE WHEN ${lane} IS NULL THEN lanes ELSE jsonb_set(lanes, ${place}, ${state}) END,
    lane_marks = CASE WHEN ${marks} IS NULL THEN lane_marks ELSE jsonb_set(lane_marks, ${place}, ${marks}) END,
    proven = CASE WHEN ${lane} IS NULL THEN proven ELSE proven AND ${value(page.lane?.proven ?? null, 'boolean')} END,
    skipped = CASE WHEN ${skipped} = '{}' AND skipped = '{}' THEN skipped
      WHEN (SELECT count(*) FROM jsonb_object_keys(skipped)) >= ${SKIPPED_AT_MOST} THEN skipped - ${uuids}
      ELSE (skipped - ${uuids}) || (SELECT coalesce(jsonb_object_agg(key, walk), '{}') FROM unnest(${skipped}) AS key) END,
    error_code = NULL, error_at = NULL
  WHERE epoch = ${epoch}`;
  // Named, so that each connection plans the statement once: ten thousand pages have the same text.
  const { rowCount } = await pool.query({ name: 'directory-page', ...statement(text) });
  if (rowCount === 0) throw new Superseded('another syncer has taken over');
}

/** Whether one of these rows differs from the directory. Without dates, a difference is the only sign of a change. */
export async function holdsNews(pool: pg.Pool, entries: Entry[]): Promise<boolean> {
  const news = sql`SELECT EXISTS (
      SELECT FROM ${givenRows(entries)} LEFT JOIN ${TABLE} AS known USING (uuid)
      WHERE known.uuid IS NULL OR ${saysNews()}
    ) AS news`;
  const { rows } = await pool.query(statement(news));
  return z.object({ news: z.boolean() }).parse(rows[0]).news;
}

/**
 * Removes the customers that neither of the last two full walks met. When that would leave fewer rows than the vendor
 * states, the vendor's list or its total is broken, and nothing is removed.
 *
 * @returns how many were removed; `null` when nothing was, because it would have been too many
 */
export async function removeGone(pool: pg.Pool, walk: number, total: number | null): Promise<number | null> {
  const gone = sql`FROM ${TABLE} WHERE ${column('seenWalk')} < ${value(walk, 'integer')} - 1`;
  const answer = await pool.query(
    statement(sql`SELECT (SELECT count(*)::integer ${gone}) AS gone, (SELECT covered FROM directory_sync) AS covered`),
  );
  const { gone: count, covered } = z.object({ gone: z.number(), covered: z.number() }).parse(answer.rows[0]);
  if (count === 0) return 0;
  // Customers may have come or gone since the vendor stated the total.
  if (total !== null && covered - count < total * 0.99 - 10) return null;
  await pool.query(
    statement(sql`WITH removed AS (DELETE ${gone} RETURNING 1)
    UPDATE directory_sync SET covered = greatest(0, covered - (SELECT count(*) FROM removed))`),
  );
  return count;
}
