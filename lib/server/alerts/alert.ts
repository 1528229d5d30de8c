import 'server-only';
import { eq } from 'drizzle-orm';
import type { AlertFacts, AlertKind } from '../../contracts/alerts';
import { alerts, db } from '../db/public';
import { describeError, log } from '../log';
import { sendAlerts } from './outbox';

/**
 * Raises an alert: one row, which the page shows and the webhook gets. It never fails its caller, whose own effect or
 * refusal counts for more; a row that could not be written is logged.
 *
 * @param facts nothing of a customer, not even a uuid (`contracts/alerts.ts`)
 * @param once names the cause. A second alert with the same name is dropped, whichever replica raises it
 */
export async function alert<K extends AlertKind>(kind: K, facts: AlertFacts<K>, once?: string): Promise<void> {
  try {
    await db()
      .insert(alerts)
      .values({ kind, facts, once: once ?? null })
      .onConflictDoNothing();
  } catch (error) {
    log().error({ event: 'alert', kind, error: describeError(error) });
    return;
  }
  void sendAlerts();
}

/** Whether an alert with this name was raised, by whichever replica. Its row stays for more than a year. */
export async function wasRaised(once: string): Promise<boolean> {
  const rows = await db().select({ id: alerts.id }).from(alerts).where(eq(alerts.once, once)).limit(1);
  return rows.length > 0;
}
