import 'server-only';
import type { AuthOptions } from 'next-auth';
import { db } from '../db/client';
import { env } from '../env';
import { authLog } from './auth-log';
import { isSecure, sessionCookieName } from './cookie';
import { passwordProvider } from './credentials-provider';
import { ABSOLUTE_HOURS, findViewer } from './sessions';

/**
 * next-auth with a JWT that holds nothing but a session id: the row in Postgres decides (`sessions.ts`).
 * Built per call, because the environment is read at run time, not when the bundle is evaluated.
 */
export function authOptions(): AuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: ABSOLUTE_HOURS * 3_600 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() },
      },
    },
    providers: env().LOCAL_ACCOUNTS === 'on' ? [passwordProvider()] : [],
    callbacks: {
      // `user` is there once, at sign-in. Later calls re-check the row, so that an ended session can't renew its cookie:
      // next-auth answers a throw from here by removing the cookie.
      async jwt({ token, user }) {
        if (user) return { sub: user.id, sid: (user as { sessionId?: string }).sessionId };
        const viewer = await findViewer(db(), String(token.sid));
        if (viewer === null) throw new Error('The session has ended.');
        return token;
      },
      session: ({ session }) => ({ expires: session.expires }),
    },
    logger: authLog,
  };
}
