import { api } from '../routes';
import { ApiError } from './api-error';
import { requestJson } from './request';

/**
 * Signing out at next-auth's endpoints, and the form of all of them. `next-auth/react` does the same with 10 KB of session
 * polling and cross-tab broadcasting. The desk needs neither: the server tells each page who is signed in. Signing in is
 * apart (`sign-in.ts`), because every signed-in page loads this file.
 */

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
