import 'server-only';
import { randomBytes } from 'node:crypto';
import type { NextRequest } from 'next/server';
import { isSecure } from '../auth/public';

/** As long as a challenge counts, seconds. */
const MAX_AGE = 300;
const SECRET_BYTES = 32;

/** The cookie that ties a challenge to the browser that asked for it. Only the desk's own pages send it. */
function cookieName(): string {
  return isSecure() ? '__Host-desk-passkey' : 'desk-passkey';
}

export function newBrowserSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

export function withBrowserCookie(response: Response, secret: string): Response {
  const attributes = ['Path=/', `Max-Age=${MAX_AGE}`, 'HttpOnly', 'SameSite=Strict', ...(isSecure() ? ['Secure'] : [])];
  response.headers.append('set-cookie', [`${cookieName()}=${secret}`, ...attributes].join('; '));
  return response;
}

/** The secret of this browser; empty without a cookie, which no challenge is bound to. */
export function challengedBrowser(cookies: NextRequest['cookies']): string {
  return cookies.get(cookieName())?.value ?? '';
}
