import 'server-only';
import type { AccountBudgets, GrantBody } from '../../../contracts/budgets';
import type { AuditContext } from '../../audit/public';
import { change, refuseOwn } from '../../auth/public';
import { grantMore, readBudgets } from '../../budgets/public';
import { db } from '../../db/public';
import { scopeOf } from '../change-scope';
import { knownAccount } from './known-account';

/**
 * What a person has spent of their budgets. Not recorded: the answer tells of a colleague and of no customer.
 * @throws AccountError when there is no such account
 */
export async function budgetsOf(id: string): Promise<AccountBudgets> {
  const { role } = await knownAccount(id);
  return await readBudgets(db(), id, role);
}

/**
 * Grants a person more of a budget until the day of UTC ends. The grant and its event are one transaction.
 * @throws AccountError for one's own account, or when there is no such account; DeskError `audit_unavailable`
 */
export async function grantBudget(id: string, grant: GrantBody, audit: AuditContext): Promise<void> {
  const scope = scopeOf(audit);
  refuseOwn(scope, id, 'own_budget');
  await change(scope, id, 'any', async (account, { tx, tell }) => {
    await grantMore(tx, account.id, grant);
    tell('budget.granted', { account: account.id, email: account.email, ...grant });
  });
}
