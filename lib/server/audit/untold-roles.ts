import 'server-only';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { RolesUntold } from '../../contracts/accounts';
import { ROLE_CLAIM_GAPS } from '../../contracts/audit-values';
import { auditEvents, type Database } from '../db/public';

const DAYS = 7;
/** The newest refusals that are looked through: strangers can make thousands of the other kinds. */
const REFUSALS = 2_000;

const foundSchema = z.object({
  people: z.coerce.number().int(),
  lastAt: z.iso.datetime(),
  reason: z.enum(ROLE_CLAIM_GAPS),
});

/**
 * Who could not sign in during the last {@link DAYS} days, because the identity provider did not tell their roles, and
 * has not signed in since. `null` when there is nobody. The reason and the time are those of the newest refusal.
 */
export async function readUntoldRoles(db: Pick<Database, 'execute'>): Promise<RolesUntold | null> {
  const gaps = sql.join(
    ROLE_CLAIM_GAPS.map((gap) => sql`${gap}`),
    sql`, `,
  );
  const { rows } = await db.execute(sql`
    WITH refusal AS (
      SELECT seq, at, actor_email, detail::jsonb->>'reason' AS reason
      FROM (SELECT * FROM ${auditEvents} WHERE action = 'session.refused' ORDER BY seq DESC LIMIT ${REFUSALS}) AS newest
      WHERE at > now() - make_interval(days => ${DAYS})
    ), untold AS (
      SELECT * FROM refusal WHERE reason IN (${gaps}) AND NOT EXISTS (
        SELECT FROM ${auditEvents} AS later WHERE later.action = 'session.signed-in' AND later.seq > refusal.seq
          AND later.actor_email = refusal.actor_email)
    )
    SELECT count(DISTINCT actor_email) AS people, to_char(max(at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "lastAt",
      (array_agg(reason ORDER BY seq DESC))[1] AS reason
    FROM untold HAVING count(*) > 0`);
  return rows[0] === undefined ? null : foundSchema.parse(rows[0]);
}
