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
import { currentRequestId } from '../../request-scope';
import type { Origin } from '../../use-cases/sessions/sso-sign-in';
import { clientAddress } from '../client-address';
import { withSessionCookie } from '../session-cookie';
import { currentSession, currentViewer } from '../viewer';
import { authOptions } from './options';
import {
  forgetOldest,
  forgetVisit,
  newVisitId,
  type SsoPurpose,
  type StartedVisit,
  startedVisits,
} from './sso-cookies';
import { type SsoReturn, type SsoVisit, ssoVisit } from './sso-provider';

/** Sends a person to the provider. next-auth checks the form's token and answers with the provider's address. */
export async function beginSso(request: NextRequest, purpose: SsoPurpose): Promise<Response> {
  const metadata = await metadataOr((code) => Response.json({ url: signInPage(code) }));
  if (metadata instanceof Response) return metadata;
  // Without this, next-auth would pass our query on to the provider, scope and redirect address included.
  const { origin, pathname } = request.nextUrl;
  const { method, headers } = request;
  const bare = new NextRequest(origin + pathname, { method, headers, body: await request.text() });
  const response = await nextAuth(bare, ['signin', purpose], ssoVisit({ id: newVisitId(), purpose }, metadata));
  forgetOldest(response, await startedVisits());
  return response;
}

/** Handles a person's return from the provider: leads into the desk, or to the page that shows the failure. */
export async function endSso(request: NextRequest): Promise<Response> {
  const started = await startedVisits();
  const visit = started.find(({ state }) => state === request.nextUrl.searchParams.get('state'));
  const origin = {
    address: clientAddress(request),
    userAgent: request.headers.get('user-agent'),
    replaces: await currentSession(),
  };
  if (visit === undefined) return await turnAway(origin, started.length > 0);
  const viewer = visit.purpose === 'sso-step-up' ? await currentViewer() : null;
  const back: SsoReturn = { visit, origin, viewer };
  const word = request.nextUrl.searchParams.get('error');
  if (word !== null) {
    const reason = reasonOf(new Error(word));
    log().warn({ event: 'sso', reason });
    return await refuse(back, failureOf(reason));
  }
  const metadata = await metadataOr((code) => refuse(back, code));
  if (metadata instanceof Response) return metadata;
  const sso = ssoVisit(visit, metadata, back);
  const response = await nextAuth(request, ['callback', visit.purpose], sso);
  if (sso.failure !== null) return await refuse(back, sso.failure.code, sso.failure.recorded);
  // next-auth refused the answer, and its log entry names the reason.
  if (isOwnErrorPage(response)) return await refuse(back, 'SsoRefused');
  forgetVisit(response, visit);
  return sso.renewed === null
    ? response
    : await withSessionCookie(response, sso.renewed.accountId, sso.renewed.session);
}

/**
 * Refuses an answer that belongs to no visit of this browser. Visits under way in other tabs stay as they are.
 * @param asking whether there are such visits. Strangers can send requests without one, which must not fill the trail
 */
async function turnAway(origin: Origin, asking: boolean): Promise<Response> {
  if (!asking) {
    log().info({ event: 'sso', reason: 'not-begun' });
    return redirectTo(signInPage('SsoExpired'));
  }
  log().warn({ event: 'sso', reason: 'state' });
  await noteRefusal({ origin, viewer: null });
  return redirectTo(signInPage('SsoRefused'));
}

async function nextAuth(request: NextRequest, nextauth: string[], sso: SsoVisit): Promise<Response> {
  return await NextAuth(request, { params: Promise.resolve({ nextauth }) }, authOptions({ sso }));
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
  const response = redirectTo(failurePage(back.visit, back.viewer !== null, code));
  forgetVisit(response, back.visit);
  return response;
}

/** Records a refusal. The refusal stands even when that fails. */
async function noteRefusal({ origin, viewer }: Pick<SsoReturn, 'origin' | 'viewer'>): Promise<void> {
  const actor = { id: viewer?.accountId ?? null, email: viewer?.email ?? null, role: viewer?.role ?? null };
  const context = {
    actor,
    sessionId: viewer?.sessionId ?? null,
    requestId: currentRequestId(),
    address: origin.address,
  };
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

function redirectTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}

/**
 * Whether an answer leads to one of next-auth's own routes, which means an error: `callbacks.redirect` never lets these
 * through.
 */
function isOwnErrorPage(response: Response): boolean {
  const location = response.headers.get('location');
  return location === null || new URL(location, env().NEXTAUTH_URL).pathname.startsWith('/api/');
}
