import 'server-only';
import { trail } from '../../audit/public';
import { browserOf, forgetFailures, pruneSessions, rememberBrowser } from '../../auth/public';
import { db } from '../../db/public';
import { describeError, log } from '../../log';
import { recognise } from './recognise';
import { startSession } from './start-session';

export interface SignInAttempt {
  email: string;
  password: string;
  /** A code of an authenticator app, or a recovery code. Empty until the desk asks for one. */
  code: string;
  /** The client's address, for the limits and the trail; `null` when there is none to believe. */
  address: string | null;
  userAgent: string | null;
  /** The cookie by which the browser shows who has signed in there before (`auth/known-browser.ts`). */
  browser: string | undefined;
}

export interface SignedIn {
  id: string;
  sessionId: string;
  /** The new value of the browser's cookie. */
  browser: string;
}

/** The errors that next-auth hands to the sign-in page as `?error=`. */
const ERRORS = {
  locked: 'Locked',
  'code-needed': 'CodeNeeded',
  'wrong-code': 'WrongCode',
  busy: 'Unavailable',
} as const;

/**
 * Checks an e-mail, a password and, where there is one, a second factor, and opens a session when they are right.
 *
 * @returns the ids that next-auth puts into the session's cookie, and the browser's cookie; `null` for a wrong pair or a disabled account
 * @throws Error `Locked` after too many failures, `CodeNeeded` when the password is right and a code is missing,
 *   `WrongCode`, `Unavailable` when the database cannot be reached or too many people sign in at once
 */
export async function signIn(attempt: SignInAttempt): Promise<SignedIn | null> {
  try {
    return await check(attempt);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    log().error({ event: 'sign-in', ...describeError(error) });
    throw new Error('Unavailable');
  }
}

class Refusal extends Error {}

async function check(attempt: SignInAttempt): Promise<SignedIn | null> {
  const { email, password, code, userAgent, address } = attempt;
  if (email === '' || password === '' || email.length > 254 || code.length > 64) return null;
  const { keys } = trail();
  const stranger = { actor: { id: null, email: null, role: null }, sessionId: null, requestId: null, address };
  const scope = { db: db(), trail: trail(), audit: stranger };
  const browser = browserOf(keys, attempt.browser, email, new Date());
  const recognised = await recognise(scope, { email, password, code }, { browser, address });
  if ('refused' in recognised) {
    if (recognised.refused === 'wrong') return null;
    throw new Refusal(ERRORS[recognised.refused]);
  }
  const { who, secondFactor, admitted } = recognised;
  const { passwordHash } = who;
  if (passwordHash === null) return null;
  const how = { method: 'password', passwordHash, secondFactor, userAgent, address } as const;
  const sessionId = await startSession(db(), who, how);
  if (sessionId === null) return null;
  await forgetFailures(db(), admitted);
  await pruneSessions(db()).catch((error) => log().warn({ event: 'prune', ...describeError(error) }));
  return { id: who.id, sessionId, browser: rememberBrowser(keys, attempt.browser, email, new Date()) };
}
