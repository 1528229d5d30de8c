import 'server-only';
import { sql } from 'drizzle-orm';
import { db } from '../db/client';

/** 200 while the desk can reach its database, else 503. Sentinel's state is its own matter: pages say it themselves. */
export async function checkHealth(): Promise<Response> {
  const healthy = await db()
    .execute(sql`SELECT 1`)
    .then(() => true)
    .catch(() => false);
  return Response.json(
    { status: healthy ? 'ok' : 'database_unavailable' },
    { status: healthy ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
