import 'server-only';
import type { AccountList } from '../../../contracts/accounts';
import { readUntoldRoles } from '../../audit/public';
import { listAccountEntries, ssoOffered } from '../../auth/public';
import { db } from '../../db/public';

/**
 * Every account with the facts that an administrator decides by, and how many people cannot sign in because the
 * provider did not tell their roles. Not recorded: the answer tells of colleagues and not of customers, and changes
 * nothing.
 */
export async function listAccounts(): Promise<AccountList> {
  const [accounts, rolesUntold] = await Promise.all([
    listAccountEntries(db()),
    ssoOffered() ? readUntoldRoles(db()) : null,
  ]);
  return { accounts, rolesUntold };
}
