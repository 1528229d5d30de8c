import 'server-only';
import { trail } from '../audit/public';
import { hasTables, isReachable, mayWrite } from '../db/public';
import { isStopping } from '../replicas/public';

/** Why the desk is not ready, or `ok`. */
export type Readiness = 'ok' | 'stopping' | 'database_unavailable' | 'migrations_missing' | 'trail_unavailable';

/** A failure of the trail counts against the desk for so long, ms, unless an event is written meanwhile. */
const FAILURE_COUNTS_FOR = 10_000;

/**
 * Whether the desk works: 200 while it reaches its database, else 503. An outage of Sentinel does not count, because
 * the desk still runs then and its pages show the outage.
 */
export async function checkHealth(): Promise<Response> {
  return told((await isReachable()) ? 'ok' : 'database_unavailable');
}

/** Whether the desk can do its work, so that a load balancer sends people here. */
export async function checkReadiness(): Promise<Response> {
  return told(await readiness());
}

/** Looks at the process, the database, its tables and the trail; not at Sentinel, which no replica could replace. */
export async function readiness(): Promise<Readiness> {
  if (isStopping()) return 'stopping';
  try {
    if (!(await hasTables())) return 'migrations_missing';
    const { lastFailure, lastWritten } = trail().state();
    const isFailing = lastFailure > lastWritten && Date.now() - lastFailure < FAILURE_COUNTS_FOR;
    return (await mayWrite('audit_events')) && !isFailing ? 'ok' : 'trail_unavailable';
  } catch {
    return 'database_unavailable';
  }
}

function told(status: Readiness): Response {
  return Response.json({ status }, { status: status === 'ok' ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}
