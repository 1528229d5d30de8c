import 'server-only';
import { trail } from '../../audit/public';
import { forgetFailures, pruneSessions } from '../../auth/public';
import { db } from '../../db/public';
import { describeError, log } from '../../log';
import { recognise } from './recognise';
import { startSession } from './start-session';

export interface SignInAttempt {
  email: string;
  password: string;
  /** A code of an authenticator app, or a recovery code. Empty until the desk asks for one. */
  code: string;
  /** The address as it came, for counting failures. */
  address: string;
  /** The address for the trail: a valid IP address, or `null`. */
  client: string | null;
  userAgent: string | null;
}

/** The errors that next-auth hands to the sign-in page as `?error=`. */
const ERRORS = { locked: 'Locked', 'code-needed': 'CodeNeeded', 'wrong-code': 'WrongCode' } as const;

/**
 * Checks an e-mail, a password and, where there is one, a second factor, and opens a session when they are right.
 *
 * @returns the ids that next-auth puts into the cookie; `null` for a wrong pair or a disabled account
 * @throws Error `Locked` after too many failures, `CodeNeeded` when the password is right and a code is missing,
 *   `WrongCode`, `Unavailable` when the database cannot be reached
 */
export async function signIn(attempt: SignInAttempt): Promise<{ id: string; sessionId: string } | null> {
  try {
    return await check(attempt);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    log().error({ event: 'sign-in', ...describeError(error) });
    throw new Error('Unavailable');
  }
}

class Refusal extends Error {}

async function check(attempt: SignInAttempt) {
  const { email, password, code, userAgent, client: address } = attempt;
  if (email === '' || password === '' || email.length > 254 || code.length > 64) return null;
  const stranger = { actor: { id: null, email: null, role: null }, sessionId: null, requestId: null, address };
  const recognised = await recognise({ db: db(), trail: trail(), audit: stranger }, attempt);
  if ('refused' in recognised) {
    if (recognised.refused === 'wrong') return null;
    throw new Refusal(ERRORS[recognised.refused]);
  }
  const { who, secondFactor } = recognised;
  const { passwordHash } = who;
  if (passwordHash === null) return null;
  const how = { method: 'password', passwordHash, secondFactor, userAgent, address } as const;
  const sessionId = await startSession(db(), who, how);
  if (sessionId === null) return null;
  await forgetFailures(db(), attempt);
  await pruneSessions(db()).catch((error) => log().warn({ event: 'prune', ...describeError(error) }));
  return { id: who.id, sessionId };
}
