import 'server-only';
import type { OutcomeDetail } from '../../../contracts/audit-details';
import type { EndingReason } from '../../../contracts/audit-values';
import { trail } from '../../audit/public';
import {
  type Account,
  endOldestSessions,
  endSession,
  type NewSession,
  openSession,
  type SessionName,
} from '../../auth/public';
import type { Database } from '../../db/public';
import { env } from '../../env';
import { currentRequestId } from '../../request-scope';

type SecondFactor = OutcomeDetail<'session.signed-in'>['secondFactor'];

/**
 * Opens a session and records the sign-in, in one transaction, so no session exists without its event. Ends the session
 * that the browser had, and the person's oldest ones beyond `SESSIONS_PER_PERSON`.
 *
 * @param replaces the session that the browser's cookie names, of this person or another
 * @returns the session's id; `null` when the account was disabled or changed while its owner was being recognised
 * @throws the database's error; then there is no session
 */
export async function startSession(
  db: Pick<Database, 'transaction'>,
  account: Pick<Account, 'id' | 'email' | 'role'>,
  how: Omit<NewSession, 'accountId' | 'secondFactor'> & { secondFactor: SecondFactor; passkey?: string },
  replaces: SessionName | null,
): Promise<string | null> {
  const { method, secondFactor, address, passkey } = how;
  return await db.transaction(async (tx) => {
    const session = { ...how, accountId: account.id, secondFactor: secondFactor !== 'none' };
    const sessionId = await openSession(tx, session);
    if (sessionId === null) return null;
    const before = replaces && (await endSession(tx, replaces));
    const oldest = await endOldestSessions(tx, account.id, env().SESSIONS_PER_PERSON);
    const actor = { id: account.id, email: account.email, role: account.role };
    const context = { actor, sessionId, requestId: currentRequestId(), address };
    await trail().recordIn(tx, context, 'session.signed-in', {
      method,
      secondFactor,
      ...(passkey && { passkey }),
    });
    const told = async (owner: { account: string; email: string }, sessions: string[], reason: EndingReason) =>
      await trail().recordIn(tx, context, 'session.ended', { ...owner, sessions, reason });
    // The e-mail of an account that is gone stays empty: the session's row outlives it.
    if (replaces && before) await told({ account: before.id, email: before.email ?? '' }, [replaces.id], 'replaced');
    if (oldest.length > 0) await told({ account: account.id, email: account.email }, oldest, 'limit');
    return sessionId;
  });
}
