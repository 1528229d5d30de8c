import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { WebhookProblem } from '../../contracts/alerts';
import { alerts } from '../db/public';

/** An alert that the webhook did not take within this time, hours, is given up: by then an administrator has seen it. */
const TRIED_FOR_HOURS = 24;
/** How long a claimed alert is left alone, seconds: longer than one attempt takes. A replica that dies releases it so. */
const CLAIM_SECONDS = 30;
/** The waits after failures, seconds: doubled each time. */
const FIRST_WAIT = 5;
const LONGEST_WAIT = 600;

/** The condition that an alert is still to be sent. */
export const isWaiting = sql`${alerts.deliveredAt} IS NULL
  AND ${alerts.at} > now() - make_interval(hours => ${sql.raw(String(TRIED_FOR_HOURS))})`;

/**
 * Claims one alert for this replica. Those that have failed least come first: one that the webhook always refuses must
 * not keep the others back.
 */
export function claimStatement(): SQL {
  return sql`UPDATE ${alerts} SET attempts = attempts + 1,
      next_try_at = now() + make_interval(secs => ${sql.raw(String(CLAIM_SECONDS))})
    WHERE id = (SELECT id FROM ${alerts} WHERE ${isWaiting} AND ${alerts.nextTryAt} <= now()
      ORDER BY attempts, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, kind, facts, attempts`;
}

/**
 * Postpones a failed alert; and all that wait, when the webhook itself has failed, so that a webhook that is down gets
 * one attempt a while and not one for each alert.
 */
export function postponeStatement({ id, attempts }: { id: number; attempts: number }, problem: WebhookProblem): SQL {
  const seconds = waitAfter(attempts);
  const alone = problem === 'refused';
  return sql`UPDATE ${alerts} SET
      next_try_at = CASE WHEN id = ${id} THEN now() + make_interval(secs => ${seconds})
        ELSE greatest(next_try_at, now() + make_interval(secs => ${seconds})) END,
      problem = ${problem}
    WHERE ${isWaiting} AND (id = ${id} OR NOT ${alone}::boolean)`;
}

/** @returns seconds */
export function waitAfter(attempts: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempts - 1, 10));
}
