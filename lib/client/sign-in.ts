import type { PasskeyAnswer } from '../contracts/passkeys';
import { api } from '../routes';
import type { SignInFailure } from '../words/sign-in';
import { ApiError } from './api-error';
import { authForm } from './auth';

const SIGN_IN_FAILURES: readonly SignInFailure[] = [
  'CredentialsSignin',
  'CodeNeeded',
  'WrongCode',
  'PasskeyNeeded',
  'PasskeyRefused',
  'Locked',
  'Unavailable',
];

/** next-auth's `error` parameter as one of our codes. An unknown code means that signing in doesn't work now. */
export function signInFailure(code: string | null | undefined): SignInFailure {
  return SIGN_IN_FAILURES.find((known) => known === code) ?? 'Unavailable';
}

/** Signs in. Returns `null` after success, else the reason. A lost connection is `Unavailable`. */
export async function signIn(email: string, password: string, code = ''): Promise<SignInFailure | null> {
  return await post('callback/credentials', { email, password, code });
}

/**
 * Signs in by a passkey: alone, or as the second factor beside an e-mail and a password.
 * @returns `null` after success, else the reason, or a sentence about what the browser could not do
 */
export async function signInByPasskey(beside?: {
  email: string;
  password: string;
}): Promise<SignInFailure | { said: string } | null> {
  let answer: PasskeyAnswer;
  try {
    // The WebAuthn library comes with the first passkey.
    answer = await (await import('./passkeys')).passkeyForSignIn();
  } catch (error) {
    return error instanceof ApiError ? { said: error.message } : 'Unavailable';
  }
  const passkey = JSON.stringify(answer);
  return beside
    ? await post('callback/credentials', { ...beside, code: '', passkey })
    : await post('callback/passkey', { passkey });
}

async function post(
  step: 'callback/credentials' | 'callback/passkey',
  fields: Record<string, string>,
): Promise<SignInFailure | null> {
  try {
    const response = await fetch(api.auth(step), await authForm(fields));
    const said = new URL(((await response.json()) as { url?: string }).url ?? '', window.location.origin).searchParams;
    // A browser that keeps no cookies is redirected in circles, with status 200.
    return response.ok && !said.has('csrf') && !said.has('error') ? null : signInFailure(said.get('error'));
  } catch {
    return 'Unavailable';
  }
}
