import 'server-only';
import { eq } from 'drizzle-orm';
import type { IssuedLink } from '../../contracts/accounts';
import { accounts } from '../db/public';
import { change, endAllSessions, keepAnAdmin, refuseOwn } from './account-changes';
import { AccountError } from './account-error';
import { type AccountTransaction, type ChangeScope, named } from './account-transaction';
import type { Account } from './accounts';
import { insertLink } from './links';
import { removePasskeyRows } from './passkeys';

/**
 * Lets a person back in who has lost their passkeys: removes the passkeys and the password, ends every session, and
 * issues a one-time link with which the person chooses a new password. All of it is one transaction. The old password
 * goes at once, because alone it would let in whoever knows it until the person has a passkey again.
 *
 * @returns the link's token, shown only now
 * @throws AccountError for one's own account, an SSO account, a disabled one, or one without passkeys
 */
export async function recoverAccount(scope: ChangeScope, accountId: string): Promise<IssuedLink> {
  refuseOwn(scope, accountId, 'own_recovery');
  return await change(scope, accountId, 'local', async (current, transaction) => {
    if (current.disabledAt !== null) throw new AccountError({ code: 'account_is_disabled', email: current.email });
    if (current.role === 'admin') await keepAnAdmin(transaction.tx, current);
    await removeAll(current, transaction);
    await transaction.tx.update(accounts).set({ passwordHash: null }).where(eq(accounts.id, current.id));
    return await insertLink(transaction, current, 'reset');
  });
}

/**
 * Removes every passkey of an account from the command line: the last administrator has nobody to ask. The password
 * stays.
 * @throws AccountError for an SSO account, or one without passkeys
 */
export async function removePasskeysOf(scope: ChangeScope, accountId: string): Promise<void> {
  await change(scope, accountId, 'local', removeAll);
}

async function removeAll(current: Account, transaction: AccountTransaction): Promise<void> {
  const removed = await removePasskeyRows(transaction.tx, current.id);
  if (removed.length === 0) throw new AccountError({ code: 'account_without_passkey', email: current.email });
  for (const { id, name } of removed) {
    transaction.tell('account.passkey-removed', { ...named(current), passkey: id, name });
  }
  await endAllSessions(transaction, current, 'second-factor');
}
