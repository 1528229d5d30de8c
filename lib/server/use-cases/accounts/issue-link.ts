import 'server-only';
import type { IssuedLink } from '../../../contracts/accounts';
import type { AuditContext } from '../../audit/public';
import { assertLocalAccounts, issueLink } from '../../auth/public';
import { scopeOf } from '../change-scope';

/**
 * Issues a one-time link with which the account's owner chooses a password.
 * @throws AccountError; DeskError `audit_unavailable`, `forbidden` where there are no local accounts
 */
export async function linkFor(id: string, audit: AuditContext): Promise<IssuedLink> {
  assertLocalAccounts();
  return await issueLink(scopeOf(audit), id);
}
