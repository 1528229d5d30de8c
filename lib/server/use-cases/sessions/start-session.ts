import 'server-only';
import type { OutcomeDetail } from '../../../contracts/audit-details';
import { trail } from '../../audit/public';
import { type Account, type NewSession, openSession } from '../../auth/public';
import type { Database } from '../../db/public';

type SecondFactor = OutcomeDetail<'session.signed-in'>['secondFactor'];

/**
 * Opens a session and records the sign-in, in one transaction, so no session exists without its event.
 *
 * @returns the session's id; `null` when the account was disabled or changed while its owner was being recognised
 * @throws the database's error; then there is no session
 */
export async function startSession(
  db: Pick<Database, 'transaction'>,
  account: Pick<Account, 'id' | 'email' | 'role'>,
  how: Omit<NewSession, 'accountId' | 'secondFactor'> & { secondFactor: SecondFactor; passkey?: string },
): Promise<string | null> {
  const { method, secondFactor, address, passkey } = how;
  return await db.transaction(async (tx) => {
    const session = { ...how, accountId: account.id, secondFactor: secondFactor !== 'none' };
    const sessionId = await openSession(tx, session);
    if (sessionId === null) return null;
    const actor = { id: account.id, email: account.email, role: account.role };
    const context = { actor, sessionId, requestId: null, address };
    await trail().recordIn(tx, context, 'session.signed-in', {
      method,
      secondFactor,
      ...(passkey && { passkey }),
    });
    return sessionId;
  });
}
