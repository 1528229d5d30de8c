import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import { type Database, sessions } from '../db/public';
import { alive, type SessionName } from './sessions';

/**
 * Ends the oldest sessions of a person beyond `most`. Called after the newest was opened, in its transaction, whose lock on
 * the account makes other sign-ins wait (`openSession`).
 *
 * @returns the ids of the sessions that ended, the oldest first
 */
export async function endOldestSessions(
  db: Pick<Database, 'execute'>,
  accountId: string,
  most: number,
): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    WITH beyond AS (
      SELECT id, created_at FROM ${sessions} WHERE ${and(eq(sessions.accountId, accountId), alive())}
      ORDER BY created_at DESC, id OFFSET ${most}
    ), ended AS (
      UPDATE ${sessions} SET ended_at = now(), ended_because = 'limit' FROM beyond WHERE ${sessions.id} = beyond.id
      RETURNING ${sessions.id} AS id, beyond.created_at
    )
    SELECT id FROM ended ORDER BY created_at`);
  return rows.map(({ id }) => id);
}

/** Whether a session ended because its owner had more than they may: the sign-in page of its browser says so. */
export async function wasEndedByLimit(db: Pick<Database, 'select'>, { id, generation }: SessionName): Promise<boolean> {
  if (!z.uuid().safeParse(id).success) return false;
  const [row] = await db
    .select({ because: sessions.endedBecause })
    .from(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.generation, generation)));
  return row?.because === 'limit';
}
