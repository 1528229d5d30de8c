import 'server-only';
import type { AuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { db } from '../db/client';
import { env } from '../env';
import { describeError, log } from '../log';
import { isSecure, sessionCookieName } from './cookie';
import { ABSOLUTE_HOURS, findViewer } from './sessions';
import { signIn } from './sign-in';

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
    providers: [
      CredentialsProvider({
        id: 'credentials',
        name: 'Password',
        credentials: { email: { type: 'email' }, password: { type: 'password' }, code: { type: 'text' } },
        authorize: (credentials, request) =>
          signIn({
            email: credentials?.email ?? '',
            password: credentials?.password ?? '',
            code: credentials?.code ?? '',
            address: lastForwarded(request.headers?.['x-forwarded-for']),
            userAgent: textOf(request.headers?.['user-agent']),
          }),
      }),
    ],
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
    logger: {
      error: (code, metadata) => log().warn({ event: 'auth', code, ...describeError(errorOf(metadata)) }),
      warn: (code) => log().debug({ event: 'auth', code }),
      debug: () => {},
    },
  };
}

/** The entry that the nearest proxy appended; without a proxy, Next fills it from the socket. */
function lastForwarded(header: unknown): string {
  return typeof header === 'string' ? (header.split(',').at(-1)?.trim() ?? '') : '';
}

function textOf(header: unknown): string | null {
  return typeof header === 'string' ? header : null;
}

function errorOf(metadata: unknown): unknown {
  return typeof metadata === 'object' && metadata !== null && 'error' in metadata ? metadata.error : metadata;
}
