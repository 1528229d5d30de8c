import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import { ROLES, type Role } from '../../access';
import { accounts, customerNotes, type Database, noteMentions } from '../db/public';

type Executor = Pick<Database, 'execute'>;

/** A person's list has the mentions that they have not seen, and others of so many days. */
const LISTED_DAYS = 30;
const MOST_LISTED = 100;

/**
 * Sets whom a note mentions. Colleagues who are mentioned already keep what they have seen. The author, and accounts that
 * are disabled, are left out. Call it in the transaction of the note.
 */
export async function mentionAnew(
  db: Executor,
  author: string,
  note: string,
  mentioned: readonly string[],
): Promise<void> {
  const wanted = sql`${sql.param([...new Set(mentioned)])}::uuid[]`;
  const { rows: gone } = await db.execute(sql`
    DELETE FROM ${noteMentions} WHERE note_id = ${note}::uuid AND account_id <> ALL(${wanted}) RETURNING account_id AS account`);
  const { rows: added } = await db.execute(sql`
    INSERT INTO ${noteMentions} (note_id, account_id)
    SELECT ${note}::uuid, id FROM ${accounts}
    WHERE ${mentionable(author, wanted)}
    ON CONFLICT (note_id, account_id) DO NOTHING RETURNING account_id AS account`);
  await recount(db, accountsIn([...gone, ...added]));
}

/** The accounts among these that a note of this author can mention. */
const mentionable = (author: string, wanted: SQL) =>
  sql`id = ANY(${wanted}) AND id <> ${author}::uuid AND disabled_at IS NULL`;

/** Whether {@link mentionAnew} would leave the mentions of a note as they are. */
export async function mentionsThose(
  db: Executor,
  { author, mentions }: { author: string; mentions: readonly string[] },
  mentioned: readonly string[],
): Promise<boolean> {
  if (!mentions.every((id) => mentioned.includes(id))) return false;
  const wanted = sql`${sql.param([...mentioned])}::uuid[]`;
  const { rows } = await db.execute(sql`
    SELECT id AS account FROM ${accounts} WHERE ${mentionable(author, wanted)}`);
  return accountsIn(rows).every((id) => mentions.includes(id));
}

/**
 * Notes that a person has read: their mentions count no longer.
 * @returns how many mentions the person has not seen yet; `null` when nothing has changed
 */
export async function seeMentions(db: Executor, account: string, notes: readonly string[]): Promise<number | null> {
  if (notes.length === 0) return null;
  const { rows } = await db.execute(sql`
    UPDATE ${noteMentions} SET seen_at = now()
    WHERE account_id = ${account}::uuid AND seen_at IS NULL AND note_id = ANY(${sql.param([...notes])}::uuid[])
    RETURNING account_id`);
  return rows.length === 0 ? null : await recount(db, [account]);
}

/**
 * Counts unseen mentions anew, so that a number that was wrong heals. Accounts in one order, because two notes may mention
 * the same people. The lock is a statement of its own: a statement that waits counts what it saw before it waited. The
 * lock is the weak one, because each new mention already holds a share of its account.
 *
 * @returns the number of the last account
 */
async function recount(db: Executor, ids: readonly string[]): Promise<number> {
  let unseen = 0;
  for (const id of [...new Set(ids)].sort()) {
    await db.execute(sql`SELECT 1 FROM ${accounts} WHERE id = ${id}::uuid FOR NO KEY UPDATE`);
    const { rows } = await db.execute(sql`UPDATE ${accounts} SET mentions = (
        SELECT count(*) FROM ${noteMentions} WHERE account_id = ${id}::uuid AND seen_at IS NULL)
      WHERE id = ${id}::uuid RETURNING mentions`);
    unseen = countSchema.parse(rows[0]).mentions;
  }
  return unseen;
}

const countSchema = z.object({ mentions: z.int() });

function accountsIn(rows: readonly unknown[]): string[] {
  return z
    .array(z.object({ account: z.uuid() }))
    .parse(rows)
    .map(({ account }) => account);
}

const mentionSchema = z.object({
  note: z.uuid(),
  customer: z.string(),
  author: z.uuid(),
  at: z.string(),
  seen: z.boolean(),
});

/**
 * The notes that mention a person: unseen ones first, then the newest; {@link MOST_LISTED} at the most. Without their
 * texts, which are a part of the customer's page. The mentions are chosen first: for those of a person with 2,000, Postgres
 * would read all notes of the desk.
 */
export async function listMentions(db: Executor, account: string): Promise<z.infer<typeof mentionSchema>[]> {
  const { rows } = await db.execute(sql`
    SELECT note.id AS note, note.customer, note.author, mention.seen_at IS NOT NULL AS seen,
      to_char(mention.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
    FROM (SELECT * FROM ${noteMentions} WHERE account_id = ${account}::uuid
        AND (seen_at IS NULL OR at > now() - make_interval(days => ${sql.raw(String(LISTED_DAYS))}))
      ORDER BY seen_at IS NOT NULL, at DESC LIMIT ${MOST_LISTED}) AS mention
    JOIN ${customerNotes} AS note ON note.id = mention.note_id
    ORDER BY mention.seen_at IS NOT NULL, mention.at DESC`);
  return z.array(mentionSchema).parse(rows);
}

const colleagueSchema = z.object({ id: z.uuid(), role: z.enum(ROLES) });

/** The accounts that still work, with their roles, by name. */
export async function activeAccounts(db: Executor): Promise<{ id: string; role: Role }[]> {
  const { rows } = await db.execute(
    sql`SELECT id, role FROM ${accounts} WHERE disabled_at IS NULL ORDER BY lower(name), email LIMIT 5000`,
  );
  return rows.flatMap((row) => colleagueSchema.safeParse(row).data ?? []);
}
