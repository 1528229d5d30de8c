import { api } from '../routes';
import type { SignInFailure } from '../words/sign-in';
import { ApiError } from './api-error';
import { requestJson } from './request';

/**
 * Signing in and out at next-auth's endpoints. `next-auth/react` does the same with 10 KB of session polling and
 * cross-tab broadcasting. The desk needs neither: the server tells each page who is signed in.
 */
const SIGN_IN_FAILURES: readonly SignInFailure[] = [
  'CredentialsSignin',
  'CodeNeeded',
  'WrongCode',
  'Locked',
  'Unavailable',
];

/** next-auth's `error` parameter as one of our codes. An unknown code means that signing in doesn't work now. */
export function signInFailure(code: string | null | undefined): SignInFailure {
  return SIGN_IN_FAILURES.find((known) => known === code) ?? 'Unavailable';
}

/** Signs in. Returns `null` after success, else the reason. A lost connection is `Unavailable`. */
export async function signIn(email: string, password: string, code = ''): Promise<SignInFailure | null> {
  try {
    const response = await fetch(api.auth('callback/credentials'), await authForm({ email, password, code }));
    const said = new URL(((await response.json()) as { url?: string }).url ?? '', window.location.origin).searchParams;
    // A browser that keeps no cookies is redirected in circles, with status 200.
    return response.ok && !said.has('csrf') && !said.has('error') ? null : signInFailure(said.get('error'));
  } catch {
    return 'Unavailable';
  }
}

/** Ends the session on the server. @throws ApiError when that could not be done: the person is still signed in */
export async function signOut(): Promise<void> {
  const { url } = await requestJson<{ url?: string }>(api.auth('signout'), await authForm({}));
  if (url?.includes('csrf=true')) throw new ApiError('internal', 'Signing out did not work. Try again.', 200);
}

/** A form for next-auth's endpoints, with the CSRF token of this browser's cookie. */
export async function authForm(fields: Record<string, string>): Promise<RequestInit> {
  const { csrfToken } = await requestJson<{ csrfToken: string }>(api.auth('csrf'));
  return {
    method: 'POST',
    body: new URLSearchParams({ ...fields, csrfToken, json: 'true' }),
    cache: 'no-store',
    credentials: 'same-origin',
  };
}
