import 'server-only';
import { randomBytes } from 'node:crypto';
import { cookies } from 'next/headers';
import type { CookiesOptions } from 'next-auth';
import { decode } from 'next-auth/jwt';
import { safeNext } from '../../../safe-next';
import { FLOW_MINUTES, isSecure } from '../../auth/public';
import { env } from '../../env';

/**
 * Why a person was sent to the provider. next-auth knows it as the name of a "provider" and seals it into the cookies
 * that the answer is checked against, so that a sign-in cannot pass as a step-up. Both come back to one address.
 */
const SSO_PURPOSES = ['sso', 'sso-step-up'] as const;
export type SsoPurpose = (typeof SSO_PURPOSES)[number];

/** A visit to the provider that this browser began. */
export interface StartedVisit {
  /** Tells the cookies of several visits apart: a browser may have one under way in each tab. */
  id: string;
  purpose: SsoPurpose;
  state: string;
  /** Unix time in seconds. */
  startedAt: number;
  /** A path of the desk. */
  returnTo: string;
}

/**
 * Visits that one browser may have under way. The oldest gives way to a new one: the cookies of a visit come to 1 KB,
 * and common proxies refuse a header of more than 8 KB.
 */
const MAX_VISITS = 4;

export function newVisitId(): string {
  return randomBytes(9).toString('base64url');
}

/**
 * The cookies that a visit to the provider keeps in the browser, sealed: no script reads them, and no other host can set
 * them. Each visit has names of its own.
 *
 * @param id `null` for requests that are no visit: next-auth keeps an address to return to for them, too
 */
export function visitCookies(id: string | null) {
  const prefix = isSecure() ? '__Host-' : '';
  const suffix = id === null ? '' : `.${id}`;
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() } as const;
  const short = { ...options, maxAge: FLOW_MINUTES * 60 };
  return {
    state: { name: `${prefix}next-auth.state${suffix}`, options: short },
    nonce: { name: `${prefix}next-auth.nonce${suffix}`, options: short },
    pkceCodeVerifier: { name: `${prefix}next-auth.pkce.code_verifier${suffix}`, options: short },
    // Not sealed: a forged value only changes the page of the desk on which its sender lands.
    callbackUrl: { name: `${prefix}next-auth.callback-url${suffix}`, options: id === null ? options : short },
  } satisfies Partial<CookiesOptions>;
}

/** The visits that the request's cookies speak of, the oldest first; none that took longer than {@link FLOW_MINUTES}. */
export async function startedVisits(): Promise<StartedVisit[]> {
  const jar = await cookies();
  const prefix = visitCookies('').state.name;
  const ids = jar.getAll().flatMap(({ name }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
  // A browser that sends more has made them up.
  const found = await Promise.all(ids.slice(0, 4 * MAX_VISITS).map(visitOf));
  return found.filter((visit) => visit !== null).sort((a, b) => a.startedAt - b.startedAt);
}

async function visitOf(id: string): Promise<StartedVisit | null> {
  const jar = await cookies();
  const { state, callbackUrl } = visitCookies(id);
  const sealed = jar.get(state.name)?.value ?? '';
  const token = await decode({ token: sealed, secret: env().NEXTAUTH_SECRET, salt: state.name }).catch(() => null);
  const purpose = SSO_PURPOSES.find((known) => known === token?.provider);
  if (typeof token?.value !== 'string' || typeof token.iat !== 'number' || purpose === undefined) return null;
  const returnTo = deskPath(jar.get(callbackUrl.name)?.value);
  return { id, purpose, state: token.value, startedAt: token.iat, returnTo };
}

/** Removes the cookies of one visit. They count for one answer, right or wrong; those of other visits stay. */
export function forgetVisit(response: Response, { id }: Pick<StartedVisit, 'id'>): void {
  const attributes = `Path=/; Max-Age=0; HttpOnly; SameSite=Lax${isSecure() ? '; Secure' : ''}`;
  for (const { name } of Object.values(visitCookies(id))) {
    response.headers.append('set-cookie', `${name}=; ${attributes}`);
  }
}

/** Removes the oldest visits, so that the cookies of the visit that the response begins have room. */
export function forgetOldest(response: Response, started: readonly StartedVisit[]): void {
  const { name } = visitCookies('').state;
  if (!response.headers.getSetCookie().some((line) => line.startsWith(name))) return;
  for (const visit of started.slice(0, Math.max(0, started.length - (MAX_VISITS - 1)))) forgetVisit(response, visit);
}

/** The path of the desk in an address to which next-auth may send people. */
export function deskPath(url: string | undefined): string {
  const base = env().NEXTAUTH_URL;
  if (url === undefined || !URL.canParse(url, base)) return safeNext(null);
  const { origin, pathname, search } = new URL(url, base);
  return safeNext(origin === base.origin ? pathname + search : null);
}
