import 'server-only';
import type { GuardMode } from '../contracts/takeover';
import { sendAlerts } from './alerts/public';
import { tellDeferred, trail } from './audit/public';
import { db } from './db/public';
import { startSyncer } from './directory/public';
import { EnvError, env } from './env';
import { describeError, log } from './log';
import { removeOldRows } from './old-rows';
import { startHeartbeat } from './replicas/public';
import { startReviews } from './reviews/public';
import { endApprovals } from './use-cases/approvals/list';
import { forgetOtherClient } from './use-cases/directory';
import { startDigest } from './use-cases/views/digest';

/** Ends the process when the environment is incomplete, and prints every problem on standard error. */
export function checkEnvironment(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Says in the log what weakens the desk although it works. */
export function warnOfWeaknesses(): void {
  if (process.getuid?.() === 0) {
    log().warn({ event: 'boot', problem: 'The desk runs as root: a fault in it would reach the whole machine.' });
  }
  if (ENDED_NODES.has(Number(process.versions.node.split('.')[0]))) {
    const problem = `Node ${process.versions.node} gets no fixes any more. It still works; Node 24 is recommended.`;
    log().warn({ event: 'boot', problem });
  }
  const problem = GUARD_WEAKNESSES[env().TAKEOVER_GUARD];
  if (problem !== null) log().warn({ event: 'boot', problem });
}

/** Releases of Node that the desk runs on and that reached their end of life: 20 on 30 April 2026. */
const ENDED_NODES = new Set([20, 21, 23, 25]);

const GUARD_WEAKNESSES: Record<GuardMode, string | null> = {
  enforce: null,
  warn: 'TAKEOVER_GUARD is warn: one person alone can hand a customer over. The event of the change says so.',
  off: 'TAKEOVER_GUARD is off: one person alone can hand a customer over, and no event says so.',
};

/** How often deferred events are looked for, ms. */
const TELL_EVERY = 5_000;

/** How often alerts that wait for the webhook are looked for, ms. */
const SEND_EVERY = 5_000;

/** How often requests for approval that no colleague decided in time are ended, ms. */
const END_EVERY = 60_000;

/** How often rows that no longer count are removed, ms. */
const PRUNE_EVERY = 600_000;

/**
 * Starts the work that no request asks for: the heartbeat, the directory's sync, the reviews, events that the trail could
 * not take, alerts that wait for the webhook, the daily digest, and the end of rows that no longer count.
 */
export async function startBackgroundWork(): Promise<void> {
  // Its code is loaded by desks alone that have a receiver of traces.
  const receiver = env().OTEL_EXPORTER_OTLP_ENDPOINT;
  if (receiver !== undefined) (await import('./trace/start')).startTracing(receiver);
  startHeartbeat();
  startSyncer(forgetOtherClient);
  startReviews();
  const tell = () =>
    tellDeferred(db(), trail()).catch((error) => log().warn({ event: 'audit-deferred', error: describeError(error) }));
  setInterval(() => void tell(), TELL_EVERY).unref();
  if (env().ALERT_WEBHOOK_URL !== undefined) setInterval(() => void sendAlerts(), SEND_EVERY).unref();
  setInterval(() => void removeOldRows(), PRUNE_EVERY).unref();
  setInterval(() => void endApprovals(), END_EVERY).unref();
  startDigest();
}
