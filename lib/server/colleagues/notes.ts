import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Problem } from '../../contracts/errors';
import { NOTE, type NoteBody, type NoteChange } from '../../contracts/notes';
import { customerKey } from '../../writing/uuids';
import { customerNotes, type Database, noteMentions, SKIPPED_AT_MOST } from '../db/public';
import { mentionAnew, mentionsThose } from './mentions';

type Executor = Pick<Database, 'execute'>;

/** Notes that nobody has changed for so long go. */
const KEPT_DAYS = 400;
/** Notes of a customer whom Sentinel no longer lists go after so long. A wrong client id must not cost them. */
const MISSING_DAYS = 30;
const COMPARED_AT_ONCE = 5_000;
const REMOVED_AT_ONCE = 1_000;
/** A note that nobody has changed since it was written. */
const FIRST_VERSION = 1;

const iso = (value: SQL) => sql`to_char((${value}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const CHANGEABLE = sql.raw(`make_interval(mins => ${NOTE.changeable})`);

/** A note as the table holds it. */
const storedSchema = z.object({
  id: z.uuid(),
  customer: z.string(),
  author: z.uuid(),
  text: z.string(),
  version: z.int(),
  writtenAt: z.string(),
  changedAt: z.string().nullable(),
  /** Until when its author may change it; `null` once that is over. */
  changeableUntil: z.string().nullable(),
  mentions: z.array(z.uuid()),
});
export type StoredNote = z.infer<typeof storedSchema>;

const STORED = sql`note.id, note.customer, note.author, note.text, note.version, ${iso(sql`note.written_at`)} AS "writtenAt",
  ${iso(sql`note.changed_at`)} AS "changedAt",
  CASE WHEN note.written_at + ${CHANGEABLE} > now() THEN ${iso(sql`note.written_at + ${CHANGEABLE}`)} END AS "changeableUntil",
  ARRAY(SELECT mention.account_id FROM ${noteMentions} AS mention WHERE mention.note_id = note.id
    ORDER BY mention.account_id)
    AS mentions`;

/** The notes of a customer, newest first; {@link NOTE.perCustomer} at the most. */
export async function listNotes(db: Executor, uuid: string): Promise<StoredNote[]> {
  const { rows } = await db.execute(sql`
    SELECT ${STORED} FROM ${customerNotes} AS note WHERE note.customer = ${customerKey(uuid)}
    ORDER BY note.written_at DESC, note.id LIMIT ${NOTE.perCustomer}`);
  return z.array(storedSchema).parse(rows);
}

async function findNote(db: Executor, uuid: string, id: string, lock: SQL): Promise<StoredNote | null> {
  const { rows } = await db.execute(sql`
    SELECT ${STORED} FROM ${customerNotes} AS note WHERE note.id = ${id}::uuid AND note.customer = ${customerKey(uuid)} ${lock}`);
  return rows[0] === undefined ? null : storedSchema.parse(rows[0]);
}

/** What became of a note: the note with its event, `null` where nothing has changed, or why nothing was done. */
export type NoteOutcome =
  | { note: StoredNote; event: 'customer.note-written' | 'customer.note-changed' | null }
  | { problem: Problem };

/**
 * Writes a note. Call it in a transaction. The same note sent twice is written once. An author whose answer was lost may
 * have amended the note before sending again: the note is then changed, unless it was changed before.
 *
 * @param author an account
 */
export async function writeNote(db: Executor, author: string, uuid: string, body: NoteBody): Promise<NoteOutcome> {
  const customer = customerKey(uuid);
  // The notes of one customer are written one after the other, so that the limit holds.
  await db.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`note ${customer}`}::text, 0))`);
  const known = await findNote(db, uuid, body.id, sql``);
  if (known !== null) {
    if (known.author !== author) return { problem: { code: 'no_such_note' } };
    if (known.text === body.text && (await mentionsThose(db, known, body.mentions)))
      return { note: known, event: null };
    const outcome = await changeNote(db, author, uuid, body.id, { ...body, version: FIRST_VERSION });
    return 'problem' in outcome ? { problem: { code: 'note_changed' } } : outcome;
  }
  const { rowCount } = await db.execute(sql`
    INSERT INTO ${customerNotes} (id, customer, author, text)
    SELECT ${body.id}::uuid, ${customer}, ${author}::uuid, ${body.text}
    WHERE (SELECT count(*) FROM ${customerNotes} WHERE customer = ${customer}) < ${NOTE.perCustomer}
    ON CONFLICT (id) DO NOTHING`);
  const note = rowCount === 0 ? null : await withMentions(db, author, uuid, body.id, body.mentions);
  if (note !== null) return { note, event: 'customer.note-written' };
  // An id of another customer's note gives nothing away.
  const isFull = (await listNotes(db, uuid)).length >= NOTE.perCustomer;
  return { problem: isFull ? { code: 'too_many_notes', most: NOTE.perCustomer } : { code: 'no_such_note' } };
}

/**
 * Changes a note of the author's own, {@link NOTE.changeable} minutes long. Call it in a transaction. The same change sent
 * twice, after an answer was lost, is one change.
 */
export async function changeNote(
  db: Executor,
  author: string,
  uuid: string,
  id: string,
  { text, mentions, version }: NoteChange,
): Promise<NoteOutcome> {
  const known = await findNote(db, uuid, id, sql`FOR UPDATE`);
  if (known === null) return { problem: { code: 'no_such_note' } };
  if (known.author !== author) return { problem: { code: 'note_of_another' } };
  const isDone = known.version === version + 1 && known.text === text && (await mentionsThose(db, known, mentions));
  if (isDone) return { note: known, event: null };
  if (known.changeableUntil === null) return { problem: { code: 'note_too_old', minutes: NOTE.changeable } };
  if (known.version !== version) return { problem: { code: 'note_changed' } };
  await db.execute(sql`
    UPDATE ${customerNotes} SET text = ${text}, version = version + 1, changed_at = now() WHERE id = ${id}::uuid`);
  const note = await withMentions(db, author, uuid, id, mentions);
  return note === null ? { problem: { code: 'no_such_note' } } : { note, event: 'customer.note-changed' };
}

/**
 * Deletes a note with its mentions. Call it in a transaction.
 *
 * @param anyAuthor whether the person may delete notes of others
 * @returns the author of the note that is gone
 */
export async function deleteNote(
  db: Executor,
  account: string,
  uuid: string,
  id: string,
  anyAuthor: boolean,
): Promise<{ author: string } | { problem: Problem }> {
  const known = await findNote(db, uuid, id, sql`FOR UPDATE`);
  if (known === null) return { problem: { code: 'no_such_note' } };
  if (known.author !== account && !anyAuthor) return { problem: { code: 'note_of_another' } };
  await mentionAnew(db, known.author, id, []);
  await db.execute(sql`DELETE FROM ${customerNotes} WHERE id = ${id}::uuid`);
  return { author: known.author };
}

async function withMentions(
  db: Executor,
  author: string,
  uuid: string,
  id: string,
  mentions: readonly string[],
): Promise<StoredNote | null> {
  await mentionAnew(db, author, id, mentions);
  return await findNote(db, uuid, id, sql``);
}

/**
 * Removes notes that nobody has changed for {@link KEPT_DAYS} days, and notes of customers whom the directory has not held
 * for {@link MISSING_DAYS} days although it was whole. Without a directory nobody knows who is gone.
 *
 * @param isWhole whether the directory holds everybody whom Sentinel lists
 * @param atOnce how many notes one statement compares with the directory
 */
export async function pruneNotes(db: Executor, isWhole: boolean, atOnce = COMPARED_AT_ONCE): Promise<void> {
  const kept = sql.raw(String(KEPT_DAYS));
  await remove(
    db,
    sql`written_at < now() - make_interval(days => ${kept})
    AND coalesce(changed_at, written_at) < now() - make_interval(days => ${kept})`,
  );
  if (!isWhole || !(await areSkippedTold(db))) return;
  await markMissing(db, atOnce);
  // All of them now: notes are compared once after each full walk.
  while ((await remove(db, IS_GONE)) === REMOVED_AT_ONCE) {}
}

/** Sentinel has shown the customer to nobody since the directory began to miss them. */
const IS_GONE = sql`missing_since < now() - make_interval(days => ${sql.raw(String(MISSING_DAYS))})
  AND NOT EXISTS (SELECT FROM customer_identifiers AS shown
    WHERE shown.uuid IN (customer, upper(customer)) AND shown.seen_at > missing_since)`;

/** Whether the directory tells all customers whose rows it could not store. */
async function areSkippedTold(db: Executor): Promise<boolean> {
  const { rows } = await db.execute(sql`SELECT FROM directory_sync
    WHERE (SELECT count(*) FROM jsonb_object_keys(skipped)) < ${SKIPPED_AT_MOST}`);
  return rows.length > 0;
}

/**
 * Notes are compared with the directory part by part: a statement over all of them could exceed its time each time.
 *
 * The directory is asked once about each note of the part, in a table of their own: as a condition on the note itself it was
 * tested twice, and read the customer's row each time. With a million customers a part of 5,000 notes took over a minute.
 * Each writing of a uuid is looked up by a subquery with a limit, which an index answers without the row.
 */
async function markMissing(db: Executor, atOnce: number): Promise<void> {
  const holds = (condition: SQL) =>
    sql`coalesce((SELECT true FROM directory_customers AS known WHERE ${condition} LIMIT 1), false)`;
  const held = sql`${holds(sql`known.uuid = part.customer`)}
    OR ${holds(sql`known.uuid <> lower(known.uuid) AND lower(known.uuid) = part.customer`)}`;
  // A customer whose row the directory could not store is in Sentinel's list all the same.
  const skipped = sql`part.customer = ANY(ARRAY(SELECT unnest(ARRAY[key, lower(key)])
    FROM directory_sync, jsonb_object_keys(skipped) AS key))`;
  // As a number in the text, so that Postgres knows how long a part is.
  const most = sql.raw(String(Math.trunc(atOnce)));
  for (let after: string | null = null; ; ) {
    const { rows }: { rows: unknown[] } = await db.execute(sql`
      WITH part AS MATERIALIZED (SELECT id, customer, missing_since FROM ${customerNotes}
        ${after === null ? sql`` : sql`WHERE id > ${after}::uuid`} ORDER BY id LIMIT ${most}),
      compared AS MATERIALIZED (SELECT id, missing_since, ${skipped} OR ${held} AS held FROM part),
      marked AS (UPDATE ${customerNotes} AS note SET missing_since = CASE WHEN held THEN NULL ELSE now() END
        FROM compared WHERE note.id = compared.id AND (compared.missing_since IS NULL) <> held
          AND (note.missing_since IS NULL) <> held)
      SELECT id FROM part ORDER BY id DESC LIMIT 1`);
    if (rows[0] === undefined) return;
    after = z.object({ id: z.uuid() }).parse(rows[0]).id;
  }
}

/**
 * Mentions go with their notes, and the numbers in the accounts follow.
 * @returns how many notes were looked at, {@link REMOVED_AT_ONCE} at the most
 */
async function remove(db: Executor, condition: SQL): Promise<number> {
  const { rows } = await db.execute(
    sql`SELECT id, author FROM ${customerNotes} WHERE ${condition} LIMIT ${REMOVED_AT_ONCE}`,
  );
  for (const { id, author } of z.array(z.object({ id: z.uuid(), author: z.uuid() })).parse(rows)) {
    await mentionAnew(db, author, id, []);
    await db.execute(sql`DELETE FROM ${customerNotes} WHERE id = ${id}::uuid AND ${condition}`);
  }
  return rows.length;
}
