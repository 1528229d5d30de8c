import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../db/client';
import { accountLinks } from '../db/schema';

type Executor = Pick<Database, 'update'>;

/** Makes every unused link of an account worthless. */
export async function endLinksOf(db: Executor, accountId: string): Promise<void> {
  await db
    .update(accountLinks)
    .set({ expiresAt: sql`now()` })
    .where(and(eq(accountLinks.accountId, accountId), isNull(accountLinks.usedAt), sql`expires_at > now()`));
}
