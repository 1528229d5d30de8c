import 'server-only';
import CredentialsProvider from 'next-auth/providers/credentials';
import { type SignedIn, type SignInAttempt, signIn } from '../../use-cases/sessions/sign-in';

/** One sign-in with a password of the desk: what the request shows besides the form, and what came of it. */
export interface PasswordVisit extends Pick<SignInAttempt, 'address' | 'userAgent' | 'browser'> {
  signedIn: SignedIn | null;
}

/** next-auth's provider for sign-in with a password of the desk. `sign-in.ts` decides. */
export function passwordProvider(visit: PasswordVisit) {
  return CredentialsProvider({
    id: 'credentials',
    name: 'Password',
    credentials: { email: { type: 'email' }, password: { type: 'password' }, code: { type: 'text' } },
    async authorize(credentials) {
      const { address, userAgent, browser } = visit;
      const form = {
        email: credentials?.email ?? '',
        password: credentials?.password ?? '',
        code: credentials?.code ?? '',
      };
      visit.signedIn = await signIn({ ...form, address, userAgent, browser });
      return visit.signedIn && { id: visit.signedIn.id, sessionId: visit.signedIn.sessionId };
    },
  });
}
