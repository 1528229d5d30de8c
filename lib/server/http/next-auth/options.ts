import 'server-only';
import type { AuthOptions } from 'next-auth';
import {
  ABSOLUTE_HOURS,
  findViewer,
  isSecure,
  localAccountsOffered,
  passkeysOffered,
  sessionCookieName,
} from '../../auth/public';
import { db } from '../../db/public';
import { env } from '../../env';
import { sessionOf } from '../session-cookie';
import { authLog } from './auth-log';
import { type LocalVisit, passkeyProvider, passwordProvider } from './credentials-provider';
import { deskPath, visitCookies } from './sso-cookies';
import type { SsoVisit } from './sso-provider';

/**
 * next-auth with a JWT that holds nothing but a session id: the row in Postgres decides (`sessions.ts`).
 * Built per call, because the environment is read at run time, not when the bundle is evaluated.
 *
 * @param visit the visit to the identity provider that the request is part of, or the sign-in with an account of the desk
 */
export function authOptions({ sso, local }: { sso?: SsoVisit; local?: LocalVisit } = {}): AuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: ABSOLUTE_HOURS * 3_600 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    useSecureCookies: isSecure(),
    cookies: {
      ...visitCookies(sso?.id ?? null),
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() },
      },
    },
    providers: [
      ...(local && localAccountsOffered() ? [passwordProvider(local)] : []),
      ...(local && passkeysOffered() ? [passkeyProvider(local)] : []),
      ...(sso ? [sso.provider] : []),
    ],
    callbacks: {
      signIn: ({ user, account }) => (sso && account?.provider === sso.provider.id ? sso.admit(user) : true),
      redirect: ({ url, baseUrl }) => new URL(deskPath(url), baseUrl).href,
      // `user` is set at sign-in only. Later calls check the row again, so that an ended session cannot renew its
      // cookie: when this function throws, next-auth removes the cookie.
      async jwt({ token, user }) {
        if (user) return { sub: user.id, sid: (user as { sessionId?: string }).sessionId };
        const session = sessionOf(token);
        const viewer = session && (await findViewer(db(), session.id, session.generation));
        if (viewer === null) throw new Error('The session has ended.');
        return token;
      },
      session: ({ session }) => ({ expires: session.expires }),
    },
    logger: authLog,
  };
}
