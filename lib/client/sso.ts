import { api } from '../routes';
import { type SsoFailure, ssoFailure } from '../words/sso-failures';
import { authForm } from './auth';

/**
 * Sends the browser to the identity provider, and afterwards to `next`. Fetched and followed by script, not posted by the
 * form itself: Chromium holds redirects of a form to the policy's `form-action`, which then had to name the provider.
 *
 * @returns why it could not leave; while it is leaving, `null`
 */
export function startSso(next: string): Promise<SsoFailure | null> {
  return start('signin/sso', next);
}

/**
 * Has the signed-in person sign in at the identity provider again, and come back to `returnTo`. There the session counts
 * as just proved, or the address says in its `stepUp` parameter why not (`SSO_FAILURES`).
 *
 * @param returnTo a path of the desk, query included
 * @returns as {@link startSso}
 */
export function startSsoStepUp(returnTo: string): Promise<SsoFailure | null> {
  return start('signin/sso-step-up', returnTo);
}

async function start(step: 'signin/sso' | 'signin/sso-step-up', callbackUrl: string): Promise<SsoFailure | null> {
  try {
    const response = await fetch(api.auth(step), await authForm({ callbackUrl }));
    const { url = '' } = (await response.json()) as { url?: string };
    const target = new URL(url, window.location.origin);
    if (!response.ok || target.origin === window.location.origin) {
      return ssoFailure(target.searchParams.get('error')) ?? 'SsoFailed';
    }
    window.location.assign(target.href);
    return null;
  } catch {
    return 'SsoFailed';
  }
}
