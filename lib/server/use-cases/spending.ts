import 'server-only';
import { randomUUID } from 'node:crypto';
import { isRole } from '../../access';
import type { AuditAction } from '../../contracts/audit-details';
import type { BudgetNote } from '../../contracts/budgets';
import { alert } from '../alerts/public';
import { type AuditContext, trail } from '../audit/public';
import {
  type Ask,
  costOf,
  keepLease,
  readVerdict,
  releaseLease,
  type Spending,
  spend,
  spendStatement,
  type Verdict,
} from '../budgets/public';
import { DeskError } from '../desk-error';
import { describeError, log } from '../log';
import { metrics } from '../metrics';
import { singleton } from '../singleton';

/** Frees a place of work that may be done few times at once. Never throws. */
export type Done = () => Promise<void>;

export const NOTHING_TO_FREE: Done = async () => {};

/** What a person spends; `null` for programs. */
function spendingBy({ actor: { id, role } }: AuditContext, ask: Ask): Spending | null {
  if (id === null || !isRole(role)) return null;
  return { account: id, role, ask, ...(ask.work !== undefined && { lease: randomUUID() }) };
}

/**
 * Spends, before anything is done.
 * @returns frees the place of work that may be done few times at once
 * @throws DeskError `budget_spent`; what the database throws
 */
export async function spendFor(audit: AuditContext, action: AuditAction, customer?: string): Promise<Done> {
  const ask = costOf(action, customer);
  return (ask && (await spendAmount(audit, ask)))?.done ?? NOTHING_TO_FREE;
}

/**
 * The same for amounts that the use case knows.
 * @returns when it was spent, and a function that frees the place; `null` where nothing is limited
 */
export async function spendAmount(
  audit: AuditContext,
  ask: Ask,
): Promise<{ account: string; at: string; done: Done } | null> {
  const spending = spendingBy(audit, ask);
  if (spending === null) return null;
  const { account, lease } = spending;
  const verdict = await spend(spending).catch((error) => {
    // The database may have taken the lease, and its answer got lost.
    if (lease !== undefined) void releaseLease(lease);
    throw error;
  });
  if (verdict === null) return null;
  const at = await assertSpent(audit, spending, verdict);
  return { account, at, done: lease === undefined ? NOTHING_TO_FREE : keepLease(lease) };
}

/**
 * Spends in a trip to the database that the caller makes in any case.
 *
 * @param send makes the trip with the call that spends, or without one where nothing is limited
 * @returns what `send` returned, and a function that frees the place
 * @throws DeskError `budget_spent`; what `send` throws
 */
export async function spendIn<T extends { returned: unknown }>(
  audit: AuditContext,
  ask: Ask,
  send: (call: ReturnType<typeof spendStatement>) => Promise<T>,
): Promise<{ sent: T; done: Done }> {
  const spending = spendingBy(audit, ask);
  const call = spending && spendStatement(spending);
  const lease = spending?.lease;
  const sent = await send(call).catch((error) => {
    // As in `spendAmount`.
    if (lease !== undefined) void releaseLease(lease);
    throw error;
  });
  if (spending === null || call === null) return { sent, done: NOTHING_TO_FREE };
  await assertSpent(audit, spending, readVerdict(sent.returned));
  return { sent, done: lease === undefined ? NOTHING_TO_FREE : keepLease(lease) };
}

/**
 * @returns when it was spent, by the database's clock
 * @throws DeskError `budget_spent`, after the first refusal of a window is recorded and administrators are told
 */
async function assertSpent(audit: AuditContext, { account, ask }: Spending, verdict: Verdict): Promise<string> {
  if (verdict.kind === 'spent') {
    if (verdict.near !== null) notes().set(audit, verdict.near);
    return verdict.at;
  }
  if (verdict.kind === 'busy') {
    if (ask.work === undefined) throw new DeskError('busy');
    throw new DeskError('budget_spent', { code: 'at_once', work: ask.work }, { retryAfter: 2 });
  }
  const { budget, window, limit, left, until, isFirst, seconds } = verdict.refusal;
  metrics().budgetRefusals.inc({ budget, window });
  if (isFirst) {
    await trail()
      .record(audit, 'budget.spent', { budget, window, limit, until })
      // The refusal stands without its event.
      .catch((error) => log().error({ event: 'audit', action: 'budget.spent', error: describeError(error) }));
    await alert('budget-spent', { account, budget, window, limit, until }, `${account} ${budget} ${window} ${until}`);
  }
  throw new DeskError('budget_spent', { code: 'spent', budget, left, until }, { retryAfter: seconds });
}

/** What a request's answer tells of a budget that nears its end. A request has an audit context of its own. */
export function budgetNoteOf(audit: AuditContext): BudgetNote | undefined {
  return notes().get(audit);
}

/** For all copies of this module that the bundler makes. */
function notes(): WeakMap<AuditContext, BudgetNote> {
  return singleton('budget-notes', () => new WeakMap<AuditContext, BudgetNote>());
}
