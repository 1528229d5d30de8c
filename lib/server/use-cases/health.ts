import 'server-only';
import { isReachable } from '../db/public';

/**
 * Whether the desk works: 200 while it reaches its database, else 503. An outage of Sentinel does not count, because
 * the desk still runs then and its pages show the outage.
 */
export async function checkHealth(): Promise<Response> {
  const healthy = await isReachable();
  return Response.json(
    { status: healthy ? 'ok' : 'database_unavailable' },
    { status: healthy ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
