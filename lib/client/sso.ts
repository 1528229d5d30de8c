import { api } from '../routes';
import { type SsoFailure, ssoFailure } from '../words/sso-failures';
import { authForm } from './auth';

/**
 * Sends the browser to the identity provider, and afterwards to `next`. A script fetches and follows the address, and
 * no form is posted: Chromium applies the policy's `form-action` to a form's redirects, so the policy would have to
 * name the provider.
 *
 * @returns the reason when the browser could not leave; `null` while it is leaving
 */
export function startSso(next: string): Promise<SsoFailure | null> {
  return start('signin/sso', next);
}

/** Signs in at the identity provider in a window of its own, which comes to `next` afterwards. Else as {@link startSso}. */
export function startSsoIn(popup: Window, next: string): Promise<SsoFailure | null> {
  return start('signin/sso', next, popup);
}

/**
 * Has the signed-in person sign in at the identity provider again, and come back to `returnTo`. After that the session
 * counts as just proved, or the parameter `stepUp` of the address holds the reason why not (`SSO_FAILURES`).
 *
 * @param returnTo a path of the desk, query included
 * @returns as {@link startSso}
 */
export function startSsoStepUp(returnTo: string): Promise<SsoFailure | null> {
  return start('signin/sso-step-up', returnTo);
}

async function start(
  step: 'signin/sso' | 'signin/sso-step-up',
  callbackUrl: string,
  leaving: Window = window,
): Promise<SsoFailure | null> {
  try {
    const response = await fetch(api.auth(step), await authForm({ callbackUrl }));
    const { url = '' } = (await response.json()) as { url?: string };
    const target = new URL(url, window.location.origin);
    if (!response.ok || target.origin === window.location.origin) {
      return ssoFailure(target.searchParams.get('error')) ?? 'SsoFailed';
    }
    leaving.location.assign(target.href);
    return null;
  } catch {
    return 'SsoFailed';
  }
}
