import 'server-only';
import type { SetPasswordBody } from '../../../contracts/account-requests';
import { type AuditContext, trail } from '../../audit/public';
import { admitWrongLink, assertLocalAccounts, findLink, redeemLink, rememberBrowser } from '../../auth/public';
import { db } from '../../db/public';
import { DeskError } from '../../desk-error';
import { scopeOf } from '../change-scope';

/**
 * Sets a password by a one-time link, for a person who cannot sign in yet. A right link is judged before any count, so
 * that no stranger keeps its owner out. Wrong tokens count by address and network, and the answer is the same for every
 * reason of a refused token.
 *
 * @param browser the cookie by which the browser shows who has signed in there before
 * @returns the new value of that cookie: its owner can sign in there however many strangers try
 * @throws DeskError `link_refused`, `too_many_attempts`, `invalid_request` naming `password`, `audit_unavailable`;
 *   `forbidden` where there are no local accounts
 */
export async function choosePassword(
  { token, password }: SetPasswordBody,
  audit: AuditContext,
  browser: string | undefined,
): Promise<string> {
  assertLocalAccounts();
  try {
    const { email } = await findLink(db(), token);
    await redeemLink(scopeOf(audit), token, password);
    return rememberBrowser(trail().keys, browser, email, new Date());
  } catch (error) {
    if (!(error instanceof DeskError) || error.code !== 'link_refused') throw error;
    if (!(await admitWrongLink(db(), audit.address))) throw new DeskError('too_many_attempts');
    throw error;
  }
}
