import 'server-only';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { customerKey } from '../../writing/uuids';
import { customerViewings, type Database, sessions } from '../db/public';

type Executor = Pick<Database, 'execute'>;

/** Who was there within so many seconds is there. Pages tell more often (`LOOKING` in `contracts/notes.ts`). */
const THERE_FOR = sql.raw('make_interval(secs => 60)');
/** A row that is younger than this says enough, so that reloading a page writes nothing. */
const RENEWED_AFTER = sql.raw('make_interval(secs => 15)');
const MOST_NAMED = 20;

/**
 * Notes that a session has a customer on screen, and names the others who have. One statement; it writes one row of the
 * session at most every quarter of a minute, or when the customer is another one.
 * A session that has ended is nowhere at once.
 *
 * @returns the accounts of the others, those who came last first
 */
export async function lookAt(
  db: Executor,
  { session, account, uuid }: { session: string; account: string; uuid: string },
): Promise<string[]> {
  const customer = customerKey(uuid);
  const { rows } = await db.execute(sql`
    WITH noted AS (
      INSERT INTO ${customerViewings} AS known (session_id, customer) VALUES (${session}::uuid, ${customer})
      ON CONFLICT (session_id) DO UPDATE SET customer = excluded.customer, seen_at = now()
      WHERE known.customer <> excluded.customer OR known.seen_at < now() - ${RENEWED_AFTER})
    SELECT ${sessions.accountId} AS account
    FROM ${customerViewings} AS other JOIN ${sessions} ON ${sessions.id} = other.session_id
    WHERE other.customer = ${customer} AND other.seen_at > now() - ${THERE_FOR}
      AND ${sessions.accountId} <> ${account}::uuid AND ${sessions.endedAt} IS NULL
    GROUP BY ${sessions.accountId} ORDER BY max(other.seen_at) DESC LIMIT ${MOST_NAMED}`);
  return z
    .array(z.object({ account: z.uuid() }))
    .parse(rows)
    .map(({ account: other }) => other);
}
