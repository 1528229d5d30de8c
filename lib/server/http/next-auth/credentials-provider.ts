import 'server-only';
import CredentialsProvider from 'next-auth/providers/credentials';
import * as z from 'zod/mini';
import { passkeyAnswerSchema } from '../../../contracts/passkeys';
import type { ShownPasskey } from '../../use-cases/sessions/recognise-passkey';
import { type SignedIn, type SignInAttempt, signIn, signInByPasskey } from '../../use-cases/sessions/sign-in';

/** One sign-in with an account of the desk: what the request shows besides the form, and what came of it. */
export interface LocalVisit extends Pick<SignInAttempt, 'address' | 'userAgent' | 'browser' | 'replaces'> {
  /** The secret of the cookie that ties a passkey's challenge to this browser; empty without one. */
  challenged: string;
  signedIn: SignedIn | null;
}

/** next-auth's provider for sign-in with a password of the desk. `sign-in.ts` decides. */
export function passwordProvider(visit: LocalVisit) {
  return CredentialsProvider({
    id: 'credentials',
    name: 'Password',
    credentials: {
      email: { type: 'email' },
      password: { type: 'password' },
      code: { type: 'text' },
      passkey: { type: 'text' },
    },
    async authorize(credentials) {
      const { address, userAgent, browser, replaces } = visit;
      const form = {
        email: credentials?.email ?? '',
        password: credentials?.password ?? '',
        code: credentials?.code ?? '',
        passkey: shownPasskey(visit, credentials?.passkey) ?? undefined,
      };
      return ids(visit, await signIn({ ...form, address, userAgent, browser, replaces }));
    },
  });
}

/** The same by a passkey alone. */
export function passkeyProvider(visit: LocalVisit) {
  return CredentialsProvider({
    id: 'passkey',
    name: 'Passkey',
    credentials: { passkey: { type: 'text' } },
    async authorize(credentials) {
      const { address, userAgent, browser, replaces } = visit;
      const passkey = shownPasskey(visit, credentials?.passkey);
      if (passkey === null) throw new Error('PasskeyRefused');
      return ids(visit, await signInByPasskey({ passkey, address, userAgent, browser, replaces }));
    },
  });
}

function ids(visit: LocalVisit, signedIn: SignedIn | null) {
  visit.signedIn = signedIn;
  return signedIn && { id: signedIn.id, sessionId: signedIn.sessionId };
}

/** The answer of an authenticator, as JSON in a field of the form. `null` when there is none, or it cannot be read. */
function shownPasskey({ challenged }: LocalVisit, text: string | undefined): ShownPasskey | null {
  const answer = z.safeParse(passkeyAnswerSchema, parseJson(text ?? ''));
  return answer.success ? { answer: answer.data, purpose: 'sign-in', boundTo: challenged } : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
