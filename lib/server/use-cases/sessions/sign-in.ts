import 'server-only';
import { trail } from '../../audit/public';
import { browserOf, forgetFailures, recordUse, rememberBrowser, type SessionName } from '../../auth/public';
import { db } from '../../db/public';
import { describeError, log } from '../../log';
import { currentRequestId } from '../../request-scope';
import { recognise } from './recognise';
import { type PasskeyProof, recognisePasskey, type ShownPasskey } from './recognise-passkey';
import { startSession } from './start-session';

export interface SignInAttempt {
  email: string;
  password: string;
  /** A code of an authenticator app, or a recovery code. Empty until the desk asks for one. */
  code: string;
  /** A passkey in place of the code. */
  passkey?: ShownPasskey | undefined;
  /** The client's address, for the limits and the trail; `null` when there is none to believe. */
  address: string | null;
  userAgent: string | null;
  /** The cookie by which the browser shows who has signed in there before (`auth/known-browser.ts`). */
  browser: string | undefined;
  /** The session that the browser's cookie names. It ends when another one begins. */
  replaces: SessionName | null;
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
  'passkey-needed': 'PasskeyNeeded',
  'wrong-code': 'WrongCode',
  'wrong-passkey': 'PasskeyRefused',
  busy: 'Unavailable',
} as const;

/**
 * Checks an e-mail, a password and, where there is one, a second factor, and opens a session when they are right.
 *
 * @returns the ids that next-auth puts into the session's cookie, and the browser's cookie; `null` for a wrong pair or a
 *   disabled account
 * @throws Error `Locked` after too many failures, `CodeNeeded` when the password is right and a code is missing,
 *   `PasskeyNeeded` when it is right and a passkey is missing, `WrongCode`, `PasskeyRefused`, `Unavailable` when the
 *   database cannot be reached or too many people sign in at once
 */
export async function signIn(attempt: SignInAttempt): Promise<SignedIn | null> {
  return await orUnavailable(() => check(attempt));
}

export interface PasskeySignIn extends Pick<SignInAttempt, 'address' | 'userAgent' | 'browser' | 'replaces'> {
  passkey: ShownPasskey;
}

/**
 * Signs a person in by a passkey alone. It has verified its person by a finger, a face or a PIN, so it counts as two
 * factors.
 *
 * @returns as {@link signIn}, and never `null`
 * @throws Error `PasskeyRefused` for every reason of a refusal, `Unavailable`
 */
export async function signInByPasskey(attempt: PasskeySignIn): Promise<SignedIn> {
  const { passkey, address, userAgent, browser, replaces } = attempt;
  return await orUnavailable(async () => {
    const proof = await recognisePasskey({ db: db(), audit: stranger(address) }, passkey);
    const sessionId = proof && (await openByPasskey(proof, { method: 'passkey', userAgent, address, replaces }));
    if (!proof || sessionId === null) throw new Refusal(ERRORS['wrong-passkey']);
    return await signedIn(proof.who, sessionId, browser);
  });
}

/** Opens the session and records the passkey's use, together or not at all. */
async function openByPasskey(
  { who, passkey, use }: PasskeyProof,
  { replaces, ...how }: Pick<SignInAttempt, 'userAgent' | 'address' | 'replaces'> & { method: 'password' | 'passkey' },
): Promise<string | null> {
  return await db().transaction(async (tx) => {
    if (!(await recordUse(tx, passkey, use))) return null;
    const proved = { secondFactor: 'passkey', passwordHash: who.passwordHash, passkey: passkey.id } as const;
    return await startSession(tx, who, { ...how, ...proved }, replaces);
  });
}

async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    log().error({ event: 'sign-in', ...describeError(error) });
    throw new Error('Unavailable');
  }
}

class Refusal extends Error {}

/** Nobody has been recognised yet. */
function stranger(address: string | null) {
  return { actor: { id: null, email: null, role: null }, sessionId: null, requestId: currentRequestId(), address };
}

async function signedIn(
  { id, email }: PasskeyProof['who'],
  sessionId: string,
  browser: string | undefined,
): Promise<SignedIn> {
  return { id, sessionId, browser: rememberBrowser(trail().keys, browser, email, new Date()) };
}

async function check(attempt: SignInAttempt): Promise<SignedIn | null> {
  const { email, password, code, passkey, userAgent, address, replaces } = attempt;
  if (email === '' || password === '' || email.length > 254 || code.length > 64) return null;
  const scope = { db: db(), trail: trail(), audit: stranger(address) };
  const browser = browserOf(scope.trail.keys, attempt.browser, email, new Date());
  const recognised = await recognise(scope, { email, password, code, passkey }, { browser, address });
  if ('refused' in recognised) {
    if (recognised.refused === 'wrong') return null;
    throw new Refusal(ERRORS[recognised.refused]);
  }
  const { who, admitted } = recognised;
  const { passwordHash } = who;
  if (passwordHash === null) return null;
  const how = { method: 'password', userAgent, address } as const;
  const sessionId =
    recognised.secondFactor === 'passkey'
      ? await openByPasskey(recognised.proof, { ...how, replaces })
      : await startSession(db(), who, { ...how, passwordHash, secondFactor: recognised.secondFactor }, replaces);
  if (sessionId === null) return null;
  await forgetFailures(db(), admitted);
  return await signedIn(who, sessionId, attempt.browser);
}
