import 'server-only';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { auditDeferred, type Database } from '../db/public';

const rowSchema = z.object({
  events: z.coerce.number().nullable(),
  lastAt: z.string().nullable(),
  deferred: z.coerce.number(),
});

/**
 * How long the trail is, when its last event was, and how many events wait to reach it. The chain has no gap, and a removal
 * takes the oldest events, so that the first and the last number tell how many there are: nothing is counted.
 *
 * @throws what the database throws
 */
export async function readTrailFacts(
  db: Database,
): Promise<{ events: number; lastAt: string | null; deferred: number }> {
  const { rows } = await db.execute(sql`
    SELECT last.seq - first.seq + 1 AS events, last.at AS "lastAt", (SELECT count(*) FROM ${auditDeferred}) AS deferred
    FROM (SELECT 1) AS one LEFT JOIN LATERAL (
      SELECT seq, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
      FROM audit_events ORDER BY seq DESC LIMIT 1) AS last ON true
      LEFT JOIN LATERAL (SELECT seq FROM audit_events ORDER BY seq LIMIT 1) AS first ON true`);
  const { events, lastAt, deferred } = rowSchema.parse(rows[0]);
  return { events: events ?? 0, lastAt, deferred };
}
