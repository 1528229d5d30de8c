import 'server-only';
import { trail } from '../../audit/public';
import { endSession } from '../../auth/public';
import { db } from '../../db/public';

/**
 * Signs a person out: ends the session and records it, in one transaction. A person who reads that they are signed out
 * must have no session that still counts. A session that ended earlier stays as it is.
 */
export async function signOut(sessionId: string, address: string | null): Promise<void> {
  await db().transaction(async (tx) => {
    const actor = await endSession(tx, sessionId);
    if (actor === null) return;
    await trail().recordIn(tx, { actor, sessionId, requestId: null, address }, 'session.signed-out', {});
  });
}
