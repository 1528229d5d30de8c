import 'server-only';
import type { Budget } from '../../../contracts/budgets';
import type { AuditContext } from '../../audit/public';
import { askOf } from '../../budgets/public';
import { findKnownBeside, type KnownCustomer } from '../../directory/public';
import { type Done, spendIn } from '../spending';

/**
 * What the desk knows of a customer, and the spending of one of a budget, in one trip to the database.
 *
 * @returns the customer, and a function that frees the place of work
 * @throws DeskError `budget_spent`
 */
export async function lookAndSpend(
  audit: AuditContext,
  uuid: string,
  budget: Budget,
): Promise<{ known: KnownCustomer; done: Done }> {
  const { sent, done } = await spendIn(audit, askOf(budget, uuid), (call) => findKnownBeside(uuid, call));
  return { known: sent.known, done };
}
