import { api } from '../routes';
import type { SignInFailure } from '../words/sign-in';
import { authForm } from './auth';

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
