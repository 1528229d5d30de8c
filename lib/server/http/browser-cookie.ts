import 'server-only';
import { isSecure, KNOWN_FOR_DAYS, knownBrowserCookieName } from '../auth/public';
import { env } from '../env';

/** The cookie by which the request's browser shows who has signed in there before (`auth/known-browser.ts`). */
export function knownBrowserCookie(jar: { get(name: string): { value: string } | undefined }): string | undefined {
  return jar.get(knownBrowserCookieName())?.value;
}

/** Has the browser keep the new value of that cookie. */
export function rememberIn(response: Response, value: string): Response {
  const life = keepsCookies() ? `; Max-Age=${KNOWN_FOR_DAYS * 24 * 3_600}` : '';
  response.headers.append('set-cookie', `${knownBrowserCookieName()}=${value}; ${cookieAttributes()}${life}`);
  return response;
}

/** Whether cookies outlive the browser's window (`SESSION_COOKIE`). */
function keepsCookies(): boolean {
  return env().SESSION_COOKIE === 'lasting';
}

/** What every cookie of ours has: no script reads it, and no other site's form sends it. */
function cookieAttributes(): string {
  return `Path=/; HttpOnly; SameSite=Lax${isSecure() ? '; Secure' : ''}`;
}
