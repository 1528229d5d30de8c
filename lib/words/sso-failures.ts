import { spoken } from './language';

/** Why a single sign-on did not end as the person wanted. The codes stand in addresses. */
export type SsoFailure =
  | 'SsoUnavailable'
  | 'SsoRefused'
  | 'SsoExpired'
  | 'SsoCancelled'
  | 'SsoNoRole'
  | 'SsoRolesUntold'
  | 'SsoDisabled'
  | 'SsoFailed'
  | 'SsoOtherPerson'
  | 'SsoNotFresh';

export type SsoFailureWords = Record<SsoFailure, string>;

const ENGLISH: SsoFailureWords = {
  SsoUnavailable: 'Single sign-on can not be reached at the moment. Try again in a few minutes.',
  SsoRefused:
    "The identity provider's answer could not be trusted, so nobody was signed in. Try again; if it stays, tell your administrator.",
  SsoExpired: 'This sign-in took too long, or was started in another window. Try again.',
  SsoCancelled: 'The identity provider did not sign you in. Try again, or ask your administrator.',
  SsoNoRole: 'Your company knows you, but you have no role at this desk. Ask your administrator for one.',
  SsoRolesUntold:
    'The identity provider knows you, but did not tell the desk your role, so you were not signed in. Ask your administrator, who reads the reason at Accounts.',
  SsoDisabled: 'Your account at this desk is disabled. Ask your administrator.',
  SsoFailed: 'Signing in does not work at the moment. Try again in a few minutes.',
  SsoOtherPerson: 'Somebody else signed in at the identity provider. Confirm as the person who is signed in here.',
  SsoNotFresh: 'The identity provider did not ask you to sign in again, so nothing was confirmed. Try again.',
};

export const SSO_FAILURES: SsoFailureWords = spoken({ en: ENGLISH });

/** A code from an address as one of ours, or `null`. */
export function ssoFailure(code: string | null | undefined): SsoFailure | null {
  return code != null && Object.hasOwn(SSO_FAILURES, code) ? (code as SsoFailure) : null;
}
