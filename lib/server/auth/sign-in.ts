import 'server-only';
import { clientAddress } from '../client-address';
import { db } from '../db/client';
import { describeError, log } from '../log';
import { findCredentials } from './accounts';
import { admitAttempt, forgetFailures } from './lockout';
import { passwordMatches } from './passwords';
import { startSession } from './start-session';

/**
 * Checks an e-mail and a password, and opens a session when they are right.
 *
 * @returns what next-auth puts into the cookie, or `null` for a wrong pair (a disabled account is one too)
 * @throws Error `Locked` after too many failures, `Unavailable` when the database can't be asked; next-auth hands the
 *   message to the sign-in page as `?error=`
 */
export async function signIn(attempt: {
  email: string;
  password: string;
  address: string;
  userAgent: string | null;
}): Promise<{ id: string; sessionId: string } | null> {
  try {
    return await check(attempt);
  } catch (error) {
    if (error instanceof LockedError) throw error;
    log().error({ event: 'sign-in', ...describeError(error) });
    throw new Error('Unavailable');
  }
}

class LockedError extends Error {}

async function check(attempt: Parameters<typeof signIn>[0]) {
  if (attempt.email === '' || attempt.password === '' || attempt.email.length > 254) return null;
  if (!(await admitAttempt(db(), attempt))) throw new LockedError('Locked');
  const account = await findCredentials(db(), attempt.email);
  const matches = await passwordMatches(account?.passwordHash ?? null, attempt.password);
  if (!account || !matches || account.disabledAt !== null) return null;
  const { passwordHash } = account;
  if (passwordHash === null) return null;
  const sessionId = await startSession(db(), account, {
    method: 'password',
    passwordHash,
    secondFactor: 'none',
    userAgent: attempt.userAgent,
    address: clientAddress(attempt.address),
  });
  if (sessionId === null) return null;
  await forgetFailures(db(), attempt);
  return { id: account.id, sessionId };
}
