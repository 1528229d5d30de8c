import 'server-only';
import { localAccountsOffered } from '../../auth/local-accounts';
import { ssoOffered } from '../../auth/sso-offered';

/** The ways to sign in that this desk offers; at least one is `true`. */
export function waysIn(): { password: boolean; sso: boolean } {
  return { password: localAccountsOffered(), sso: ssoOffered() };
}
