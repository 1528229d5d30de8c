import 'server-only';
import { type Account, findAccount } from '../../auth/public';
import { db } from '../../db/public';
import { DeskError } from '../../desk-error';

/** The account of that id. @throws DeskError `not_found` */
export async function knownAccount(id: string): Promise<Account> {
  const account = await findAccount(db(), id);
  if (!account) throw new DeskError('not_found', { code: 'no_such_account' });
  return account;
}
