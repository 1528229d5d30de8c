import 'server-only';
import type { NewAccountBody } from '../../../contracts/account-requests';
import type { IssuedLink } from '../../../contracts/accounts';
import type { AuditContext } from '../../audit/public';
import { assertLocalAccounts, createAccount, issueLink } from '../../auth/public';
import { scopeOf } from '../change-scope';

/**
 * Creates an account and the link by which its owner chooses a password.
 * @throws AccountError naming the field; DeskError `audit_unavailable`, `forbidden` where there are no local accounts
 */
export async function inviteAccount(
  body: NewAccountBody,
  audit: AuditContext,
): Promise<{ id: string; link: IssuedLink }> {
  assertLocalAccounts();
  const { id } = await createAccount(scopeOf(audit), body);
  return { id, link: await issueLink(scopeOf(audit), id) };
}
