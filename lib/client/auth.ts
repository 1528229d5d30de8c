import { api } from '../routes';
import { ApiError } from './api-error';
import { requestJson } from './request';

/**
 * Signing in and out against next-auth's endpoints. `next-auth/react` would do it too, for 10 KB of session polling and
 * cross-tab broadcasting that this desk has no use for: pages learn who is signed in from the server.
 */
export const SIGN_IN_FAILURES = ['CredentialsSignin', 'CodeNeeded', 'WrongCode', 'Locked', 'Unavailable'] as const;
export type SignInFailure = (typeof SIGN_IN_FAILURES)[number];

/** next-auth's `error` parameter as one of ours; a code that we don't know means that signing in doesn't work now. */
export function signInFailure(code: string | null | undefined): SignInFailure {
  return SIGN_IN_FAILURES.find((known) => known === code) ?? 'Unavailable';
}

/** `null` when signed in, else why not. A lost connection counts as unavailable. `code` once it was asked for. */
export async function signIn(email: string, password: string, code = ''): Promise<SignInFailure | null> {
  try {
    const response = await fetch(api.auth('callback/credentials'), await authForm({ email, password, code }));
    const said = new URL(((await response.json()) as { url?: string }).url ?? '', window.location.origin).searchParams;
    // A browser that keeps no cookies is sent round in circles, with a 200.
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

/** A form for next-auth's endpoints, with the token that its cookie belongs to. */
export async function authForm(fields: Record<string, string>): Promise<RequestInit> {
  const { csrfToken } = await requestJson<{ csrfToken: string }>(api.auth('csrf'));
  return {
    method: 'POST',
    body: new URLSearchParams({ ...fields, csrfToken, json: 'true' }),
    cache: 'no-store',
    credentials: 'same-origin',
  };
}
