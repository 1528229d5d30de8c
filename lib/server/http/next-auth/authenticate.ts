import 'server-only';
import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { assertLocalAccounts, assertPasskeys, ssoOffered } from '../../auth/public';
import { DeskError } from '../../desk-error';
import { env } from '../../env';
import { signOut } from '../../use-cases/sessions/sign-out';
import { answered } from '../answered';
import { readText } from '../body';
import { knownBrowserCookie, rememberIn } from '../browser-cookie';
import { clientAddress } from '../client-address';
import { assertSameSite } from '../cross-site';
import { challengedBrowser } from '../passkey-cookie';
import { withoutLongLife } from '../session-cookie';
import { currentSession } from '../viewer';
import type { LocalVisit } from './credentials-provider';
import { authOptions } from './options';
import { beginSso, endSso } from './sso-flow';

type Context = { params: Promise<{ nextauth: string[] }> };

/** Enough for an e-mail, a password and a token. */
const MAX_BODY_BYTES = 8_192;

/**
 * The routes of next-auth that the desk uses, behind the same origin check as our own, bounded and never cached. Its
 * other routes (a list of providers, its own pages, a way for strangers to write into the log) do not exist here.
 */
export async function authenticate(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  const response = await answered(request, nameOf(request, nextauth), async () => {
    // The identity provider's page leads people back to us. Its answer carries a state that only this browser holds.
    const isReturn = request.method === 'GET' && nextauth.join('/') === 'callback/sso';
    if (!isReturn) assertSameSite(request, env().NEXTAUTH_URL);
    return await route(request.method === 'GET' ? request : await withBoundedBody(request), nextauth);
  });
  return withoutLongLife(response);
}

/** For the log: the path of a route that exists, because people paste anything into others. */
function nameOf({ method }: NextRequest, nextauth: string[]): string {
  const step = nextauth.join('/');
  return `${method} /api/auth/${STEPS.has(step) ? step : '*'}`;
}

const STEPS = new Set([
  ...['signin/sso', 'signin/sso-step-up', 'callback/sso', 'callback/credentials', 'callback/passkey'],
  ...['signin', 'signout', 'csrf', 'session'],
]);

async function route(request: NextRequest, nextauth: string[]): Promise<Response> {
  switch (`${request.method} ${nextauth.join('/')}`) {
    case 'POST signin/sso':
      assertSso();
      return await beginSso(request, 'sso');
    case 'POST signin/sso-step-up':
      assertSso();
      return await beginSso(request, 'sso-step-up');
    case 'GET callback/sso':
      assertSso();
      return await endSso(request);
    case 'POST callback/credentials':
      assertLocalAccounts();
      return await signInLocally(request, 'credentials');
    case 'POST callback/passkey':
      assertPasskeys();
      return await signInLocally(request, 'passkey');
    case 'POST signout':
      // Not in next-auth's event, because next-auth would swallow its failure. A person must not believe that they are
      // signed out while their session still counts.
      await endCurrentSession(request);
      break;
    case 'GET csrf':
    case 'GET session':
    // next-auth sends a form without its token here. We send it on to the sign-in page.
    case 'GET signin':
    case 'GET signout':
      break;
    default:
      throw new DeskError('not_found', { code: 'nothing_here' });
  }
  const response = await NextAuth(request, contextOf(nextauth), authOptions());
  // What the browser may have kept of pages and answers. Preferences stay: they lie in cookies and say nothing of people.
  if (nextauth.join('/') === 'signout' && request.method === 'POST') response.headers.set('clear-site-data', '"cache"');
  return response;
}

/** @param by next-auth's name of the provider: a password, or a passkey alone */
async function signInLocally(request: NextRequest, by: 'credentials' | 'passkey'): Promise<Response> {
  const local: LocalVisit = {
    address: clientAddress(request),
    userAgent: request.headers.get('user-agent'),
    browser: knownBrowserCookie(request.cookies),
    challenged: challengedBrowser(request.cookies),
    replaces: await currentSession(),
    signedIn: null,
  };
  const response = await NextAuth(request, contextOf(['callback', by]), authOptions({ local }));
  return local.signedIn === null ? response : rememberIn(response, local.signedIn.browser);
}

function contextOf(nextauth: string[]): Context {
  return { params: Promise.resolve({ nextauth }) };
}

function assertSso(): void {
  if (!ssoOffered()) throw new DeskError('not_found', { code: 'no_sso_here' });
}

/** Bounds the body, because next-auth reads a body of any length. */
async function withBoundedBody(request: NextRequest): Promise<NextRequest> {
  const body = await readText(request, MAX_BODY_BYTES);
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  return new NextRequest(request.url, { method: request.method, headers, body });
}

async function endCurrentSession(request: NextRequest): Promise<void> {
  const session = await currentSession();
  if (session !== null) await signOut(session, clientAddress(request));
}
