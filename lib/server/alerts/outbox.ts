import 'server-only';
import { eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import { ALERTS, type AlertKind } from '../../contracts/alerts';
import { ALERT_WORDS, alertSentence } from '../../words/alerts';
import { alerts, type Database, db } from '../db/public';
import { env } from '../env';
import { describeError, log } from '../log';
import { singleton } from '../singleton';
import { claimStatement, postponeStatement } from './outbox-sql';
import { post, type Webhook } from './webhook';

/** Alerts that one look sends at the most; the next look goes on. */
const AT_ONCE = 50;

const claimedSchema = z.object({
  id: z.coerce.number(),
  at: z.string(),
  kind: z.string(),
  facts: z.record(z.string(), z.unknown()),
  attempts: z.number(),
});
type Claimed = z.infer<typeof claimedSchema>;

/**
 * Sends the alerts that wait, oldest first. The table is the outbox: a restart loses nothing, and a row that one replica
 * has claimed is left alone by the others. After a failure the webhook is left in peace for a while, longer each time.
 * Never throws; a process sends one alert at a time. Without `ALERT_WEBHOOK_URL` it does nothing.
 */
export async function sendAlerts(): Promise<void> {
  const webhook = webhookOfEnv();
  if (webhook === null) return;
  const state = singleton('alerts-sending', () => ({ isSending: false, isDue: false }));
  // An alert that is raised meanwhile must not wait for the next look.
  state.isDue = true;
  if (state.isSending) return;
  state.isSending = true;
  try {
    while (state.isDue) {
      state.isDue = false;
      await sendWaiting(db(), webhook);
    }
  } catch (error) {
    log().warn({ event: 'alerts', error: describeError(error) });
  } finally {
    state.isSending = false;
  }
}

async function sendWaiting(database: Database, webhook: Webhook): Promise<void> {
  for (let sent = 0; sent < AT_ONCE; sent += 1) {
    const { rows } = await database.execute(claimStatement());
    if (rows[0] === undefined) return;
    const claimed = claimedSchema.parse(rows[0]);
    const problem = await post(webhook, messageOf(claimed), Date.now() / 1_000);
    if (problem === null) {
      await database.update(alerts).set({ deliveredAt: sql`now()`, problem: null }).where(eq(alerts.id, claimed.id));
    } else {
      await database.execute(postponeStatement(claimed, problem));
      log().warn({ event: 'alert-webhook', alert: claimed.id, attempt: claimed.attempts, problem });
      // A refusal may be about this message alone, so the others are tried.
      if (problem !== 'refused') return;
    }
  }
}

/** The body. A kind that this release does not know (another replica is newer) is sent with its facts alone. */
function messageOf({ id, at, kind, facts }: Claimed): string {
  const text = sentenceOf(kind, facts);
  const desk = new URL('/alerts', env().NEXTAUTH_URL).href;
  return JSON.stringify({ id, kind, at, ...(text !== null && { text }), facts, desk });
}

function sentenceOf(kind: string, facts: Record<string, unknown>): string | null {
  if (!Object.hasOwn(ALERTS, kind)) return null;
  const known = kind as AlertKind;
  const parsed = z.safeParse(ALERTS[known], facts);
  const account = typeof facts.account === 'string' ? facts.account : '';
  return parsed.success ? alertSentence(known, parsed.data, ALERT_WORDS.account(account), 'UTC') : null;
}

function webhookOfEnv(): Webhook | null {
  const { ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_KEY: key } = env();
  return url === undefined || key === undefined ? null : { url, key };
}
