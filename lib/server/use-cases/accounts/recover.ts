import 'server-only';
import type { IssuedLink } from '../../../contracts/accounts';
import type { AuditContext } from '../../audit/public';
import { assertLocalAccounts, recoverAccount } from '../../auth/public';
import { scopeOf } from '../change-scope';

/**
 * Lets a person back in who has lost their passkeys: removes them and the password, and issues a one-time link.
 * @throws AccountError; DeskError `audit_unavailable`, `forbidden` where there are no local accounts
 */
export async function recover(id: string, audit: AuditContext): Promise<IssuedLink> {
  assertLocalAccounts();
  return await recoverAccount(scopeOf(audit), id);
}
