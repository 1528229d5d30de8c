import 'server-only';
import { deferEvent, orDeferred, trail } from '../../audit/public';
import { endSession, type SessionName } from '../../auth/public';
import { db } from '../../db/public';
import { currentRequestId } from '../../request-scope';

/**
 * Signs a person out: ends the session and records it, in one transaction. A person who reads that they are signed out
 * must have no session that still counts. A session that ended earlier stays as it is. While the trail takes no event,
 * the session ends all the same, and the event follows (`audit/deferred-events.ts`).
 */
export async function signOut(session: SessionName, address: string | null): Promise<void> {
  await orDeferred((record) =>
    db().transaction(async (tx) => {
      const actor = await endSession(tx, session);
      if (actor === null) return;
      const context = { actor, sessionId: session.id, requestId: currentRequestId(), address };
      if (record === 'now') await trail().recordIn(tx, context, 'session.signed-out', {});
      else await deferEvent(tx, context, 'session.signed-out', {});
    }),
  );
}
