import 'server-only';
import { cookies } from 'next/headers';
import type { CookiesOptions } from 'next-auth';
import { decode } from 'next-auth/jwt';
import { safeNext } from '../../../safe-next';
import { FLOW_MINUTES, isSecure } from '../../auth/public';
import { env } from '../../env';

/**
 * Why somebody was sent to the provider, as next-auth's name of the "provider": it is sealed into the cookies that the
 * answer is checked against, so that a sign-in can't be passed off as a step-up. Both come back to one address.
 */
const SSO_PURPOSES = ['sso', 'sso-step-up'] as const;
export type SsoPurpose = (typeof SSO_PURPOSES)[number];

/** A visit to the provider that this browser has begun. */
export interface StartedVisit {
  purpose: SsoPurpose;
  state: string;
  /** Unix time in seconds. */
  startedAt: number;
  /** A path of the desk. */
  returnTo: string;
}

/** What a visit to the provider keeps in the browser, sealed: no script reads it, and no other host can set it. */
export function visitCookies() {
  const prefix = isSecure() ? '__Host-' : '';
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() } as const;
  const short = { ...options, maxAge: FLOW_MINUTES * 60 };
  return {
    state: { name: `${prefix}next-auth.state`, options: short },
    nonce: { name: `${prefix}next-auth.nonce`, options: short },
    pkceCodeVerifier: { name: `${prefix}next-auth.pkce.code_verifier`, options: short },
    // Not sealed: whoever can set it chooses where in the desk they land.
    callbackUrl: { name: `${prefix}next-auth.callback-url`, options },
  } satisfies Partial<CookiesOptions>;
}

/** The visit that the request's cookies speak of; `null` when there is none, or it took longer than {@link FLOW_MINUTES}. */
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

/** Whatever comes of an answer, the cookies it was checked against are used up. */
export function forgetVisit(response: Response): void {
  const { state, nonce, pkceCodeVerifier } = visitCookies();
  const attributes = `Path=/; Max-Age=0; HttpOnly; SameSite=Lax${isSecure() ? '; Secure' : ''}`;
  for (const { name } of [state, nonce, pkceCodeVerifier])
    response.headers.append('set-cookie', `${name}=; ${attributes}`);
}

/** Where next-auth may send people: to pages of the desk, by whatever address they are asked for. */
export function deskPath(url: string | undefined): string {
  const base = env().NEXTAUTH_URL;
  if (url === undefined || !URL.canParse(url, base)) return safeNext(null);
  const { origin, pathname, search } = new URL(url, base);
  return safeNext(origin === base.origin ? pathname + search : null);
}
