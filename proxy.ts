import { type NextRequest, NextResponse } from 'next/server';
import { routes } from './lib/routes';
import { PATH_HEADER, sessionCookieName } from './lib/server/auth/cookie';
import { env } from './lib/server/env';

/** Pages for people who are not signed in. */
const OPEN = new Set<string>([routes.signIn(), routes.setPassword()]);

/**
 * Sets the page's Content-Security-Policy with a fresh nonce, and sends the obviously signed-out to the sign-in page.
 * A convenience, not a boundary: every page and handler authorises for itself, and passes its tests without this file.
 */
export function proxy(request: NextRequest): NextResponse {
  if (request.method !== 'GET' && request.method !== 'HEAD') return new NextResponse(null, { status: 405 });
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  const { pathname, search } = request.nextUrl;
  if (!OPEN.has(pathname) && !request.cookies.has(sessionCookieName())) {
    // Relative to the public address: behind a reverse proxy the request's own host is an inner one.
    return secured(NextResponse.redirect(new URL(routes.signIn(pathname + search), env().NEXTAUTH_URL)), policy);
  }
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set(PATH_HEADER, pathname + search);
  headers.set('content-security-policy', policy);
  return secured(NextResponse.next({ request: { headers } }), policy);
}

function contentSecurityPolicy(nonce: string): string {
  const development = process.env.NODE_ENV === 'development';
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    // Floating elements are placed by style attributes; a stylesheet or <style> needs the nonce.
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function secured(response: NextResponse, policy: string): NextResponse {
  response.headers.set('content-security-policy', policy);
  return response;
}

export const config = {
  matcher: '/((?!api/|_next/static|_next/image|icon.svg|favicon.ico).*)',
};
