import 'server-only';
import { localAccountsOffered, ssoOffered } from '../../auth/public';

/** The ways to sign in that this desk offers; at least one is `true`. */
export function waysIn(): { password: boolean; sso: boolean } {
  return { password: localAccountsOffered(), sso: ssoOffered() };
}
