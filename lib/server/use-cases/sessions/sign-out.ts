import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { trail } from '../../audit/instance';
import type { Database } from '../../db/client';
import { accounts, sessions } from '../../db/schema';

/**
 * Ends a session at its owner's wish, and records that, in one transaction: nobody may believe to be signed out while
 * their session still counts. One that has ended before is left as it was.
 */
export async function signOut(db: Database, sessionId: string, address: string | null): Promise<void> {
  await db.transaction(async (tx) => {
    const [ended] = await tx
      .update(sessions)
      .set({ endedAt: sql`now()` })
      .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)))
      .returning({ accountId: sessions.accountId });
    if (ended === undefined) return;
    const [owner] = await tx
      .select({ id: accounts.id, email: accounts.email, role: accounts.role })
      .from(accounts)
      .where(eq(accounts.id, ended.accountId));
    const actor = owner ?? { id: ended.accountId, email: null, role: null };
    await trail().recordIn(tx, { actor, sessionId, requestId: null, address }, 'session.signed-out', {});
  });
}
