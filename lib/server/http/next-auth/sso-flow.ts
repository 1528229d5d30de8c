import 'server-only';
import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { routes } from '../../../routes';
import { STEP_UP_PARAM } from '../../../step-up-param';
import type { SsoFailure } from '../../../words/sso-failures';
import { trail } from '../../audit/public';
import { discover, failureOf, type ProviderMetadata, reasonOf } from '../../auth/public';
import { env } from '../../env';
import { describeError, log } from '../../log';
import { clientAddress } from '../client-address';
import { currentViewer } from '../viewer';
import { authOptions } from './options';
import { forgetVisit, type SsoPurpose, type StartedVisit, startedVisit } from './sso-cookies';
import { type SsoReturn, type SsoVisit, ssoVisit } from './sso-provider';

/** Sends a person to the provider. next-auth checks the form's token and answers with the provider's address. */
export async function beginSso(request: NextRequest, purpose: SsoPurpose): Promise<Response> {
  const metadata = await metadataOr((code) => Response.json({ url: signInPage(code) }));
  if (metadata instanceof Response) return metadata;
  // Without this, next-auth would pass our query on to the provider, scope and redirect address included.
  const { origin, pathname } = request.nextUrl;
  const { method, headers } = request;
  const bare = new NextRequest(origin + pathname, { method, headers, body: await request.text() });
  return await nextAuth(bare, ['signin', purpose], ssoVisit(purpose, metadata));
}

/** Handles a person's return from the provider: leads into the desk, or to the page that shows the failure. */
export async function endSso(request: NextRequest): Promise<Response> {
  const visit = await startedVisit();
  if (visit === null) {
    // No visit began in this browser, or it is too old. Strangers can send such requests, so they must not fill the
    // trail.
    log().info({ event: 'sso', reason: 'not-begun' });
    return leave(signInPage('SsoExpired'));
  }
  const back: SsoReturn = {
    visit,
    origin: {
      address: clientAddress(request.headers.get('x-forwarded-for')),
      userAgent: request.headers.get('user-agent'),
    },
    viewer: visit.purpose === 'sso-step-up' ? await currentViewer() : null,
  };
  const word = request.nextUrl.searchParams.get('error');
  if (word !== null) {
    const ours = request.nextUrl.searchParams.get('state') === visit.state;
    const reason = ours ? reasonOf(new Error(word)) : 'state';
    log().warn({ event: 'sso', reason });
    return await refuse(back, failureOf(reason));
  }
  const metadata = await metadataOr((code) => refuse(back, code));
  if (metadata instanceof Response) return metadata;
  const sso = ssoVisit(visit.purpose, metadata, back);
  const response = await nextAuth(request, ['callback', visit.purpose], sso);
  if (sso.failure !== null) return await refuse(back, sso.failure.code, sso.failure.recorded);
  // next-auth refused the answer, and its log entry names the reason.
  if (isOwnErrorPage(response)) return await refuse(back, 'SsoRefused');
  forgetVisit(response);
  return response;
}

async function nextAuth(request: NextRequest, nextauth: string[], sso: SsoVisit): Promise<Response> {
  return await NextAuth(request, { params: Promise.resolve({ nextauth }) }, authOptions(sso));
}

async function metadataOr(
  otherwise: (code: SsoFailure) => Response | Promise<Response>,
): Promise<ProviderMetadata | Response> {
  try {
    return await discover(env().OIDC_ISSUER ?? '');
  } catch (error) {
    const reason = reasonOf(error);
    log().error({ event: 'sso', reason, ...describeError(error) });
    return await otherwise(failureOf(reason));
  }
}

async function refuse(back: SsoReturn, code: SsoFailure, recorded = false): Promise<Response> {
  if (!recorded) await noteRefusal(back);
  return leave(failurePage(back.visit, back.viewer !== null, code));
}

/** Records a refusal. The refusal stands even when that fails. */
async function noteRefusal({ origin, viewer }: SsoReturn): Promise<void> {
  const actor = { id: viewer?.accountId ?? null, email: viewer?.email ?? null, role: viewer?.role ?? null };
  const context = { actor, sessionId: viewer?.sessionId ?? null, requestId: null, address: origin.address };
  await trail()
    .record(context, 'session.refused', { method: 'sso', reason: 'provider' })
    .catch((error) => log().error({ event: 'audit', action: 'session.refused', error: describeError(error) }));
}

/** After a failed step-up the person is still signed in, so the page on which they were shows the failure. */
function failurePage({ purpose, returnTo }: StartedVisit, signedIn: boolean, code: SsoFailure): string {
  if (purpose === 'sso' || !signedIn || ENDS_SESSIONS.includes(code)) return signInPage(code, returnTo);
  const url = new URL(returnTo, env().NEXTAUTH_URL);
  url.searchParams.set(STEP_UP_PARAM, code);
  return url.href;
}

const ENDS_SESSIONS: readonly SsoFailure[] = ['SsoNoRole', 'SsoDisabled', 'SsoExpired'];

function signInPage(code: SsoFailure, next?: string): string {
  const url = new URL(routes.signIn(next), env().NEXTAUTH_URL);
  url.searchParams.set('error', code);
  return url.href;
}

function leave(location: string): Response {
  const response = new Response(null, { status: 303, headers: { location } });
  forgetVisit(response);
  return response;
}

/**
 * Whether an answer leads to one of next-auth's own routes, which means an error: `callbacks.redirect` never lets these
 * through.
 */
function isOwnErrorPage(response: Response): boolean {
  const location = response.headers.get('location');
  return location === null || new URL(location, env().NEXTAUTH_URL).pathname.startsWith('/api/');
}
