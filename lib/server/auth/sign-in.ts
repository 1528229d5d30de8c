import 'server-only';
import { db } from '../db/client';
import { describeError, log } from '../log';
import { findCredentials } from './accounts';
import { forgetFailures, isLocked, recordFailure } from './lockout';
import { passwordMatches } from './passwords';
import { openSession } from './sessions';

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

async function check(attempt: { email: string; password: string; address: string }) {
  if (attempt.email === '' || attempt.password === '' || attempt.email.length > 254) return null;
  if (await isLocked(db(), attempt)) throw new LockedError('Locked');
  const account = await findCredentials(db(), attempt.email);
  const matches = await passwordMatches(account?.passwordHash ?? null, attempt.password);
  if (!account || !matches || account.disabledAt !== null) {
    await recordFailure(db(), attempt);
    return null;
  }
  await forgetFailures(db(), attempt);
  return { id: account.id, sessionId: await openSession(db(), account.id) };
}
