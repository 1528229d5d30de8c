import 'server-only';
import * as z from 'zod';
import { dayRange } from '../../writing/zones';
import type { Database } from '../db/public';
import type { TrailEvent } from './step';

/** Rows that are read at once. */
export const BATCH = 2_000;

type Pool = Pick<Database['$client'], 'query'>;

const text = z.string().nullable();
const rowSchema = z
  .object({
    seq: z.coerce.number(),
    at: z.coerce.number(),
    actor_id: text,
    actor_role: text,
    session_id: text,
    address: text,
    action: z.string(),
    customer: text,
    phase: z.string(),
    intent_seq: z.coerce.number().nullable(),
    outcome: text,
    detail: z.string(),
  })
  .transform(
    (row): TrailEvent => ({
      seq: row.seq,
      at: row.at,
      person: row.actor_id,
      role: row.actor_role,
      session: row.session_id,
      address: row.address,
      action: row.action,
      customer: row.customer,
      phase: row.phase,
      intentSeq: row.intent_seq,
      outcome: row.outcome,
      detail: readDetail(row.detail),
    }),
  );

/**
 * The statement that reads on from a place: it goes along the primary key, so it reads the rows that it gives and no
 * others, however long the trail is. Exported for the test that reads its plan.
 */
export const AFTER = `SELECT seq, (extract(epoch FROM at) * 1000)::bigint AS at, actor_id, actor_role, session_id, address,
    action, customer, phase, intent_seq, outcome, detail
  FROM audit_events WHERE seq > $1 ORDER BY seq LIMIT $2`;

/** The first row of a time. Rows are numbered in the order of their times. Exported as {@link AFTER}. */
export const FIRST_SINCE = 'SELECT seq FROM audit_events WHERE at >= to_timestamp($1 / 1000.0) ORDER BY at LIMIT 1';

/** Events after a number of the trail, in order. The trail has no gaps and grows at its end alone. */
export async function eventsAfter(pool: Pool, seq: number, limit = BATCH): Promise<TrailEvent[]> {
  const { rows } = await pool.query({ name: 'reviews-after', text: AFTER, values: [seq, limit] });
  return z.array(rowSchema).parse(rows);
}

/** The number before the first event since a moment, ms; the trail's last number where there is none. */
export async function placeAt(pool: Pool, moment: number): Promise<number> {
  const { rows } = await pool.query(FIRST_SINCE, [moment]);
  const found = z.array(z.object({ seq: z.coerce.number() })).parse(rows)[0];
  return found === undefined ? await lastPlace(pool) : found.seq - 1;
}

/** The number of the trail's last event; 0 for an empty trail. */
export async function lastPlace(pool: Pool): Promise<number> {
  const { rows } = await pool.query('SELECT coalesce(max(seq), 0) AS seq FROM audit_events');
  return z.object({ seq: z.coerce.number() }).parse(rows[0]).seq;
}

/** The first moment of a day of the office, ms. */
export function beginOf(day: string, zone: string): number {
  return dayRange({ from: day, to: null }, zone).from ?? 0;
}

/** A detail that nobody can read tells a rule nothing. */
function readDetail(detail: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(detail)).data ?? {};
  } catch {
    return {};
  }
}
