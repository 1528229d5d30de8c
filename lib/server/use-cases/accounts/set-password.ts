import 'server-only';
import type { SetPasswordBody } from '../../../contracts/account-requests';
import type { AuditContext } from '../../audit/public';
import { admitLink, assertLocalAccounts, findLink, forgetLinkFailures, redeemLink } from '../../auth/public';
import { db } from '../../db/public';
import { DeskError } from '../../desk-error';
import { scopeOf } from '../change-scope';

/**
 * Chooses a password by a one-time link, for somebody who can't sign in yet. Wrong tokens count by address like wrong
 * passwords, and every reason why one is refused looks the same from outside.
 *
 * @throws DeskError `link_refused`, `too_many_attempts`, `invalid_request` naming `password`, `audit_unavailable`;
 *   `forbidden` where there are no local accounts
 */
export async function choosePassword({ token, password }: SetPasswordBody, audit: AuditContext): Promise<void> {
  assertLocalAccounts();
  const address = audit.address ?? '';
  if (!(await admitLink(db(), address))) throw new DeskError('too_many_attempts');
  // A link that is right takes the failures back, whatever is wrong with the password.
  await findLink(db(), token);
  await forgetLinkFailures(db(), address);
  await redeemLink(scopeOf(audit), token, password);
}
