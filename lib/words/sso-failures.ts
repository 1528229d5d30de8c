/** Why a single sign-on did not end as the person wanted: codes for addresses, and what they mean in plain words. */
export const SSO_FAILURES = {
  SsoUnavailable: 'Single sign-on can not be reached at the moment. Try again in a few minutes.',
  SsoRefused:
    "The identity provider's answer could not be trusted, so nobody was signed in. Try again; if it stays, tell your administrator.",
  SsoExpired: 'This sign-in took too long, or was started in another window. Try again.',
  SsoCancelled: 'The identity provider did not sign you in. Try again, or ask your administrator.',
  SsoNoRole: 'Your company knows you, but you have no role at this desk. Ask your administrator for one.',
  SsoDisabled: 'Your account at this desk is disabled. Ask your administrator.',
  SsoFailed: 'Signing in does not work at the moment. Try again in a few minutes.',
  SsoOtherPerson: 'Somebody else signed in at the identity provider. Confirm as the person who is signed in here.',
  SsoNotFresh: 'The identity provider did not ask you to sign in again, so nothing was confirmed. Try again.',
} as const;
export type SsoFailure = keyof typeof SSO_FAILURES;

/** A code from an address as one of ours, or `null`. */
export function ssoFailure(code: string | null | undefined): SsoFailure | null {
  return code != null && Object.hasOwn(SSO_FAILURES, code) ? (code as SsoFailure) : null;
}
