import 'server-only';
import { encode } from 'next-auth/jwt';
import { ABSOLUTE_HOURS, isSecure, type SessionName, sessionCookieName } from '../auth/public';
import { env } from '../env';

/** What a session's cookie says, sealed by next-auth. The session's row decides (`auth/sessions.ts`). */
export interface SessionClaims {
  /** The account. */
  sub: string;
  /** The session. */
  sid: string;
  /** The session's generation; absent for 0. */
  gen?: number;
}

/** The session that a cookie's claims name; `null` for those that are not ours. */
export function sessionOf(claims: unknown): SessionName | null {
  if (typeof claims !== 'object' || claims === null || !('sid' in claims) || typeof claims.sid !== 'string')
    return null;
  const generation = 'gen' in claims ? claims.gen : 0;
  return typeof generation === 'number' ? { id: claims.sid, generation } : null;
}

/**
 * Has the browser keep a session's new cookie: the one before ended with a proof. Other tabs share it.
 * @param session `null` when the session has ended: then the cookie stays as it is, and counts no longer
 */
export async function withSessionCookie(
  response: Response,
  accountId: string,
  session: SessionName | null,
): Promise<Response> {
  if (session === null) return response;
  const claims: SessionClaims = { sub: accountId, sid: session.id, gen: session.generation };
  const maxAge = ABSOLUTE_HOURS * 3_600;
  const value = await encode({ token: { ...claims }, secret: env().NEXTAUTH_SECRET, maxAge });
  const life = keepsCookies() ? `; Max-Age=${maxAge}` : '';
  response.headers.append('set-cookie', `${sessionCookieName()}=${value}; ${cookieAttributes()}${life}`);
  return response;
}

/** With `SESSION_COOKIE=session`, takes the long life from the cookie that next-auth has set: next-auth gives it always. */
export function withoutLongLife(response: Response): Response {
  if (keepsCookies()) return response;
  const lines = response.headers.getSetCookie();
  response.headers.delete('set-cookie');
  for (const line of lines) {
    const [name, value] = line.split(/[=;]/, 2);
    const isSession = name?.startsWith(sessionCookieName()) && value !== '';
    const kept = isSession ? line.replace(/; *(?:expires|max-age)=[^;]*/gi, '') : line;
    response.headers.append('set-cookie', kept);
  }
  return response;
}

/** Whether cookies outlive the browser's window (`SESSION_COOKIE`). */
export function keepsCookies(): boolean {
  return env().SESSION_COOKIE === 'lasting';
}

/** What every cookie of ours has: no script reads it, and no other site's form sends it. */
export function cookieAttributes(): string {
  return `Path=/; HttpOnly; SameSite=Lax${isSecure() ? '; Secure' : ''}`;
}
