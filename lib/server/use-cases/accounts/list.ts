import 'server-only';
import type { AccountEntry } from '../../../contracts/accounts';
import { listAccountEntries } from '../../auth/public';
import { db } from '../../db/public';

/**
 * Every account with the facts that an administrator decides by. Not recorded: the answer tells of colleagues and not
 * of customers, and changes nothing.
 */
export async function listAccounts(): Promise<AccountEntry[]> {
  return await listAccountEntries(db());
}
