import 'server-only';
import { env } from '../env';

export function isSecure(): boolean {
  return env().NEXTAUTH_URL.protocol === 'https:';
}

/** The cookie that names the session; `__Host-` ties it to this very host, and can only be had over https. */
export function sessionCookieName(): string {
  return isSecure() ? '__Host-next-auth.session-token' : 'next-auth.session-token';
}

/**
 * How `proxy.ts` tells a page its own path, which Next doesn't; only for coming back after signing in. Whoever sends it
 * themselves chooses where they land, and the sign-in page takes paths of the desk only.
 */
export const PATH_HEADER = 'x-desk-path';
