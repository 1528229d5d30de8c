import 'server-only';
import { env } from '../env';

export function isSecure(): boolean {
  return env().NEXTAUTH_URL.protocol === 'https:';
}

/** The cookie that names the session; `__Host-` ties it to this very host, and can only be had over https. */
export function sessionCookieName(): string {
  return isSecure() ? '__Host-next-auth.session-token' : 'next-auth.session-token';
}
