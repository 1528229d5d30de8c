import 'server-only';
import { localAccountsOffered, passkeysOffered, ssoOffered } from '../../auth/public';

/** The ways to sign in that this desk offers; at least one is `true`. Passkeys are offered beside passwords alone. */
export function waysIn(): { password: boolean; passkey: boolean; sso: boolean } {
  return { password: localAccountsOffered(), passkey: passkeysOffered(), sso: ssoOffered() };
}
