import 'server-only';
import { env } from '../env';

/** Whether people may come in through the company's identity provider. */
export function ssoOffered(): boolean {
  return env().OIDC_ISSUER !== undefined;
}
