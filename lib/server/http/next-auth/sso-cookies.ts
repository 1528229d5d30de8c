import 'server-only';
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
  purpose: SsoPurpose;
  state: string;
  /** Unix time in seconds. */
  startedAt: number;
  /** A path of the desk. */
  returnTo: string;
}

/** The cookies of a visit to the provider. They are sealed, no script reads them, and no other host can set them. */
export function visitCookies() {
  const prefix = isSecure() ? '__Host-' : '';
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() } as const;
  const short = { ...options, maxAge: FLOW_MINUTES * 60 };
  return {
    state: { name: `${prefix}next-auth.state`, options: short },
    nonce: { name: `${prefix}next-auth.nonce`, options: short },
    pkceCodeVerifier: { name: `${prefix}next-auth.pkce.code_verifier`, options: short },
    // Not sealed: a forged value only changes the page of the desk on which its sender lands.
    callbackUrl: { name: `${prefix}next-auth.callback-url`, options },
  } satisfies Partial<CookiesOptions>;
}

/**
 * The visit of the request's cookies; `null` without one, or when it took longer than {@link FLOW_MINUTES}.
 */
export async function startedVisit(): Promise<StartedVisit | null> {
  const jar = await cookies();
  const { state, callbackUrl } = visitCookies();
  const sealed = jar.get(state.name)?.value;
  if (sealed === undefined) return null;
  const token = await decode({ token: sealed, secret: env().NEXTAUTH_SECRET, salt: state.name }).catch(() => null);
  const purpose = SSO_PURPOSES.find((known) => known === token?.provider);
  if (typeof token?.value !== 'string' || typeof token.iat !== 'number' || purpose === undefined) return null;
  const returnTo = deskPath(jar.get(callbackUrl.name)?.value);
  return { purpose, state: token.value, startedAt: token.iat, returnTo };
}

/** Removes the cookies of a visit. They count for one answer, right or wrong. */
export function forgetVisit(response: Response): void {
  const { state, nonce, pkceCodeVerifier } = visitCookies();
  const attributes = `Path=/; Max-Age=0; HttpOnly; SameSite=Lax${isSecure() ? '; Secure' : ''}`;
  for (const { name } of [state, nonce, pkceCodeVerifier])
    response.headers.append('set-cookie', `${name}=; ${attributes}`);
}

/** The path of the desk in an address to which next-auth may send people. */
export function deskPath(url: string | undefined): string {
  const base = env().NEXTAUTH_URL;
  if (url === undefined || !URL.canParse(url, base)) return safeNext(null);
  const { origin, pathname, search } = new URL(url, base);
  return safeNext(origin === base.origin ? pathname + search : null);
}
