import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import { trail } from '../audit/public';
import { countSessions } from '../auth/public';
import { countPeopleNearLimits } from '../budgets/public';
import { db } from '../db/public';
import { DeskError } from '../desk-error';
import { directoryStatus } from '../directory/public';
import { env } from '../env';
import { metrics } from '../metrics';
import { readReplicas } from '../replicas/public';
import { credentialsState, poolStates } from '../sentinel/public';
import { readiness } from './health';

/** Prometheus gives up after ten seconds, unless it is told otherwise. By then a database that hangs must be told, ms. */
const READ_WITHIN = 3_000;

/** What a reading of the database gave; `null` when it failed or takes too long. */
async function inTime<T>(reading: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), READ_WITHIN);
  });
  try {
    return await Promise.race([reading.catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What this process measures, as Prometheus reads it. Gauges are read for each answer. A gauge that the database would
 * tell is left out while the database is away or hangs, and `desk_ready` is 0.
 *
 * @param authorization the header of the request: `Bearer` and `METRICS_TOKEN`
 * @throws DeskError `not_found` without the setting; `unauthenticated` for another token
 */
export async function readMetrics(authorization: string | null): Promise<{ text: string; type: string }> {
  const token = env().METRICS_TOKEN;
  if (token === undefined) throw new DeskError('not_found');
  if (authorization === null || !isSame(authorization, `Bearer ${token}`)) throw new DeskError('unauthenticated');
  const all = metrics();
  for (const { kind, running, waiting, held, breaker } of poolStates()) {
    all.running.set({ kind }, running);
    all.waiting.set({ kind }, waiting);
    all.held.set({ kind }, held);
    all.open.set({ kind }, breaker.phase === 'closed' ? 0 : 1);
  }
  const written = trail().state();
  all.trailWaiting.set(written.waiting);
  all.trailFailures.set(written.failures);
  all.credentialsRefused.set(credentialsState().refusedSince === null ? 0 : 1);
  await Promise.all([noteReady(), noteDirectory(), noteSessions(), noteBudgets(), noteReplicas()]);
  return { text: await all.registry.metrics(), type: all.registry.contentType };
}

async function noteReady(): Promise<void> {
  metrics().isReady.set((await inTime(readiness())) === 'ok' ? 1 : 0);
}

async function noteDirectory(): Promise<void> {
  const { customers, customersSaid, caughtUp, walked } = metrics();
  const status = await inTime(directoryStatus());
  const age = (at: string | null) => (at === null ? null : Math.max(0, (Date.now() - Date.parse(at)) / 1_000));
  const values = [
    [customers, status?.covered ?? null],
    [customersSaid, status?.total ?? null],
    [caughtUp, age(status?.caughtUpAt ?? null)],
    [walked, age(status?.walkedAt ?? null)],
  ] as const;
  for (const [gauge, value] of values) {
    if (value === null) gauge.remove();
    else gauge.set(value);
  }
}

async function noteSessions(): Promise<void> {
  const { sessions } = metrics();
  const count = await inTime(countSessions(db()));
  if (count === null) sessions.remove();
  else sessions.set(count.sessions);
}

async function noteBudgets(): Promise<void> {
  const { budgetPeople } = metrics();
  budgetPeople.reset();
  for (const { budget, near, spent } of (await inTime(countPeopleNearLimits(db()))) ?? []) {
    budgetPeople.set({ budget, state: 'near' }, near);
    budgetPeople.set({ budget, state: 'spent' }, spent);
  }
}

async function noteReplicas(): Promise<void> {
  const { replicas } = metrics();
  const all = await inTime(readReplicas());
  if (all === null) replicas.remove();
  else replicas.set(all.filter(({ silent }) => !silent).length);
}

/** In a time that does not tell how much of the token was right. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
