import 'server-only';
import type pg from 'pg';
import * as z from 'zod';
import { DOCUMENTS, KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { after, GIVEN, NAMES, toArrays } from './columns';
import type { Entry } from './entry';
import { short } from './sync-state';
import type { Lane } from './walk';

/** The syncer that this one has taken over from must not write any more, nor this one once it has been replaced. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

const EXPIRIES = KNOWN_DOCUMENTS.map((type) => DOCUMENTS[type].directory.expiry);
const [READ_AT, DETAILS] = [`${after(1)}::timestamptz`, `${after(2)}::boolean`];

/**
 * One statement for a page. What an answer may leave out (`adapt.ts`) stays as it is known; an answer whose call began
 * before the one that is stored changes nothing. After the rows come when the call began, and whether they are details,
 * which don't say what has expired.
 *
 * Most rows of a walk are as they are known. Postgres sees by itself that no index is touched by those, and writes them
 * beside the old ones where the table leaves room for that (its fillfactor).
 */
const upsert = (condition: string) => `
  INSERT INTO directory_customers AS known (${NAMES}, updated_at, read_at, seen_walk)
  SELECT ${NAMES}, updated_given::timestamptz, ${READ_AT}, (SELECT walk FROM directory_sync)
  FROM ${GIVEN}
  WHERE ${condition}
  ORDER BY uuid
  ON CONFLICT (uuid) DO UPDATE SET
    status = coalesce(excluded.status, known.status), name = excluded.name, surname = excluded.surname,
    nationality = coalesce(excluded.nationality, known.nationality), gender = coalesce(excluded.gender, known.gender),
    email = excluded.email, phone = excluded.phone,
    updated_given = coalesce(excluded.updated_given, known.updated_given),
    updated_at = coalesce(excluded.updated_at, known.updated_at), documents = excluded.documents,
    expired_documents = CASE WHEN ${DETAILS} THEN known.expired_documents ELSE excluded.expired_documents END,
    expired_mask = CASE WHEN ${DETAILS} THEN known.expired_mask ELSE excluded.expired_mask END,
    document_keys = excluded.document_keys, document_mask = excluded.document_mask,
    ${EXPIRIES.map((column) => `${column} = excluded.${column}`).join(', ')}, face_failed = excluded.face_failed,
    sort_name = excluded.sort_name, search = excluded.search, read_at = excluded.read_at,
    seen_walk = excluded.seen_walk
  WHERE known.read_at <= excluded.read_at
  RETURNING (xmax = 0) AS fresh`;

const counted = (condition: string) => `WITH written AS (${upsert(condition)})
  UPDATE directory_sync SET covered = covered + (SELECT count(*) FROM written WHERE fresh)`;

/** What a person has just seen, or changed: a row or a few, at once. */
export async function writeSeen(pool: pg.Pool, entries: Entry[], readAt: Date, details: boolean): Promise<void> {
  if (entries.length === 0) return;
  // The count is one row for all: nobody touches it who has brought nobody new.
  await pool.query(`${counted('true')} WHERE EXISTS (SELECT FROM written WHERE fresh)`, [
    ...toArrays(entries),
    readAt,
    details,
  ]);
}

export interface PageWrite {
  readAt: Date;
  epoch: number;
  /** Of a full walk: where its lane goes on from, saved together with the rows. */
  lane?: { index: number; state: Lane; proven: boolean; newMarks: boolean };
  total: number | null;
}

const [LANE, MARKS] = [`${after(4)}::integer`, `${after(8)}::jsonb`];
const PLACE = `ARRAY[${after(4)}::text]`;
const EPOCH = `${after(7)}::integer`;
/** Rows that nobody would count are not written: a new epoch begins when no page is under way (`sync-state.ts`). */
const WRITE_PAGE = `${counted(`(SELECT epoch FROM directory_sync) = ${EPOCH}`)}, total = coalesce(${after(3)}::integer, total),
    lanes = CASE WHEN ${LANE} IS NULL THEN lanes ELSE jsonb_set(lanes, ${PLACE}, ${after(5)}::jsonb) END,
    lane_marks = CASE WHEN ${MARKS} IS NULL THEN lane_marks ELSE jsonb_set(lane_marks, ${PLACE}, ${MARKS}) END,
    proven = CASE WHEN ${LANE} IS NULL THEN proven ELSE proven AND ${after(6)}::boolean END,
    error_code = NULL, error_at = NULL
  WHERE epoch = ${EPOCH}`;

/**
 * A page of the sync and how far it has got, in one statement.
 * @throws Superseded when another syncer has taken over, or everybody was forgotten; then nothing was written
 */
export async function writePage(pool: pg.Pool, entries: Entry[], page: PageWrite): Promise<void> {
  const { readAt, epoch, lane, total } = page;
  const values = [
    ...toArrays(entries),
    readAt,
    false,
    total,
    lane?.index ?? null,
    lane ? JSON.stringify(short(lane.state)) : null,
    lane?.proven ?? null,
    epoch,
    lane?.newMarks ? JSON.stringify(lane.state.first) : null,
  ];
  // Named, so that each connection plans it once: ten thousand pages are written by the same statement.
  const { rowCount } = await pool.query({ name: 'directory-page', text: WRITE_PAGE, values });
  if (rowCount === 0) throw new Superseded('another syncer has taken over');
}

/** Whether any of these says something that the directory doesn't know yet: the only sign of a change without dates. */
export async function holdsNews(pool: pg.Pool, entries: Entry[]): Promise<boolean> {
  const { rows } = await pool.query(
    `SELECT EXISTS (
      SELECT FROM ${GIVEN} LEFT JOIN directory_customers AS known USING (uuid)
      WHERE known.uuid IS NULL
        OR (given.status, given.search, given.documents, given.expired_documents, given.document_keys)
          IS DISTINCT FROM
          (known.status, known.search, known.documents, known.expired_documents, known.document_keys)
    ) AS news`,
    toArrays(entries),
  );
  return z.object({ news: z.boolean() }).parse(rows[0]).news;
}

/**
 * Takes out who was in neither of the last two full walks; but never more than leaves as many as the vendor says there
 * are: then its list, or its total, is broken.
 *
 * @returns how many were taken out; `null` when that would have been too many
 */
export async function removeGone(pool: pg.Pool, walk: number, total: number | null): Promise<number | null> {
  const gone = 'FROM directory_customers WHERE seen_walk < $1 - 1';
  const counted = await pool.query(
    `SELECT (SELECT count(*)::integer ${gone}) AS gone, (SELECT covered FROM directory_sync) AS covered`,
    [walk],
  );
  const { gone: count, covered } = z.object({ gone: z.number(), covered: z.number() }).parse(counted.rows[0]);
  if (count === 0) return 0;
  // Some may have come or gone since the total was said.
  if (total !== null && covered - count < total * 0.99 - 10) return null;
  await pool.query(
    `WITH removed AS (DELETE ${gone} RETURNING 1)
    UPDATE directory_sync SET covered = greatest(0, covered - (SELECT count(*) FROM removed))`,
    [walk],
  );
  return count;
}
