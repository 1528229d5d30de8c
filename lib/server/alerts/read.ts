import 'server-only';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { ALERTS, type AlertDelivery, type AlertEntry, type AlertPage, WEBHOOK_PROBLEMS } from '../../contracts/alerts';
import { alerts, type Database } from '../db/public';
import { env } from '../env';
import { isWaiting } from './outbox-sql';

const PAGE = 50;
/** Alerts are part of a year's evidence. */
const KEPT_DAYS = 400;

const entrySchema = z.object({
  id: z.coerce.number(),
  at: z.string(),
  kind: z.enum(Object.keys(ALERTS) as [keyof typeof ALERTS, ...(keyof typeof ALERTS)[]]),
  facts: z.record(z.string(), z.unknown()),
  account: z.string().nullable(),
  isDelivered: z.boolean(),
  isWaiting: z.boolean(),
});

const failingSchema = z.object({
  waiting: z.coerce.number(),
  since: z.string().nullable(),
  problem: z.enum(WEBHOOK_PROBLEMS).nullable(),
});

const ISO = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`);

/** `account`: the id of the account that the facts name. */
export type UnnamedAlert = Omit<AlertEntry, 'account'> & { account: string | null };

/**
 * A page of alerts, the newest first, with the account that each one names and how the webhook does. Alerts of a kind
 * that this release does not know are left out.
 */
export async function readAlerts(
  db: Database,
  before?: number,
): Promise<Omit<AlertPage, 'alerts'> & { alerts: UnnamedAlert[] }> {
  const isSet = env().ALERT_WEBHOOK_URL !== undefined;
  const known = sql`${alerts.kind} = ANY(${sql.param(Object.keys(ALERTS))}::text[])`;
  const older = before === undefined ? sql`true` : sql`${alerts.id} < ${before}`;
  const { rows } = await db.execute(sql`
    SELECT ${alerts.id}, to_char(${alerts.at} AT TIME ZONE 'UTC', ${ISO}) AS at, ${alerts.kind}, ${alerts.facts},
      ${alerts.facts} ->> 'account' AS account,
      ${alerts.deliveredAt} IS NOT NULL AS "isDelivered", ${isWaiting} AS "isWaiting"
    FROM ${alerts}
    WHERE ${known} AND ${older} ORDER BY ${alerts.id} DESC LIMIT ${PAGE + 1}`);
  const entries = z.array(entrySchema).parse(rows);
  const shown = entries.slice(0, PAGE).map(({ isDelivered, isWaiting: waits, ...entry }) => ({
    ...entry,
    delivery: deliveryOf({ isSet, isDelivered, waits }),
  }));
  return {
    alerts: shown,
    next: entries.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
    webhook: { isSet, failing: isSet ? await failing(db) : null },
  };
}

function deliveryOf({
  isSet,
  isDelivered,
  waits,
}: {
  isSet: boolean;
  isDelivered: boolean;
  waits: boolean;
}): AlertDelivery {
  if (isDelivered) return 'delivered';
  if (!isSet) return 'off';
  return waits ? 'waiting' : 'given-up';
}

async function failing(db: Database): Promise<AlertPage['webhook']['failing']> {
  const { rows } = await db.execute(sql`
    SELECT count(*) AS waiting, to_char(min(at) AT TIME ZONE 'UTC', ${ISO}) AS since,
      (array_agg(problem ORDER BY id DESC))[1] AS problem
    FROM ${alerts} WHERE ${isWaiting} AND ${alerts.problem} IS NOT NULL`);
  const { waiting, since, problem } = failingSchema.parse(rows[0]);
  return since === null || problem === null ? null : { waiting, since, problem };
}

/** Removes alerts that are older than {@link KEPT_DAYS}. */
export async function pruneAlerts(db: Database): Promise<void> {
  await db.delete(alerts).where(sql`${alerts.at} < now() - make_interval(days => ${KEPT_DAYS})`);
}
