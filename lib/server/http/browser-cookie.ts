import 'server-only';
import { KNOWN_FOR_DAYS, knownBrowserCookieName } from '../auth/public';
import { cookieAttributes, keepsCookies } from './session-cookie';

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
