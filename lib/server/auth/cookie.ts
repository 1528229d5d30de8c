import 'server-only';
import { env } from '../env';

export function isSecure(): boolean {
  return env().NEXTAUTH_URL.protocol === 'https:';
}

/** The cookie that names the session. The prefix `__Host-` ties it to this host, and works over https only. */
export function sessionCookieName(): string {
  return isSecure() ? '__Host-next-auth.session-token' : 'next-auth.session-token';
}

/**
 * The header by which `proxy.ts` tells a page its own path, because Next does not. It serves only for coming back after
 * sign-in. A client that forges it chooses where it lands, and the sign-in page accepts paths of the desk only.
 */
export const PATH_HEADER = 'x-desk-path';
