import 'server-only';
import type { SetPasswordBody } from '../../../contracts/account-requests';
import type { AuditContext } from '../../audit/public';
import { admitLink, assertLocalAccounts, findLink, forgetLinkFailures, redeemLink } from '../../auth/public';
import { db } from '../../db/public';
import { DeskError } from '../../desk-error';
import { scopeOf } from '../change-scope';

/**
 * Sets a password by a one-time link, for a person who cannot sign in yet. Wrong tokens count by address like wrong
 * passwords, and the answer is the same for every reason of a refused token.
 *
 * @throws DeskError `link_refused`, `too_many_attempts`, `invalid_request` naming `password`, `audit_unavailable`;
 *   `forbidden` where there are no local accounts
 */
export async function choosePassword({ token, password }: SetPasswordBody, audit: AuditContext): Promise<void> {
  assertLocalAccounts();
  const address = audit.address ?? '';
  if (!(await admitLink(db(), address))) throw new DeskError('too_many_attempts');
  // A valid link clears the failures, even when the password is refused next.
  await findLink(db(), token);
  await forgetLinkFailures(db(), address);
  await redeemLink(scopeOf(audit), token, password);
}
