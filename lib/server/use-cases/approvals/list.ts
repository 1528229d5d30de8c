import 'server-only';
import type { ApprovalsCount, ApprovalsList } from '../../../contracts/approvals';
import { customerKey } from '../../../writing/uuids';
import { countWaiting, endOverdue, listDecided, listWaiting } from '../../approvals/public';
import { type AuditContext, auditKeys, trail } from '../../audit/public';
import { db } from '../../db/public';
import { customerNames } from '../../directory/public';
import { describeError, log } from '../../log';
import { recorded } from '../audited';
import { deciderOf } from './decider';

/**
 * The requests that wait, with the values that a colleague decides by, and those that were decided lately, without
 * values. Recorded, because the values are customers' contacts.
 * @throws DeskError `audit_unavailable`: nothing is shown
 */
export async function listApprovals(audit: AuditContext): Promise<ApprovalsList> {
  const reader = deciderOf(audit);
  await endApprovals();
  return await recorded(audit, {
    action: 'approvals.read',
    work: async () => {
      const [waiting, decided] = await Promise.all([listWaiting(db(), auditKeys(), reader), listDecided(db())]);
      const names = await customerNames([...waiting, ...decided].map(({ customer }) => customer));
      const named = (uuid: string) => ({ uuid, name: names.get(customerKey(uuid)) ?? null });
      return {
        waiting: waiting.map((one) => ({ ...one, customer: named(one.customer) })),
        decided: decided.map((one) => ({ ...one, customer: named(one.customer) })),
      };
    },
    detail: ({ waiting }) => ({ waiting: waiting.length }),
  });
}

/** How many requests wait for a decision of this reader. Not recorded: the number tells of no customer. */
export async function countApprovals(audit: AuditContext): Promise<ApprovalsCount> {
  return { waiting: await countWaiting(db(), deciderOf(audit)) };
}

/** Ends what is overdue. Never throws: a request that is overdue can't be decided, whether or not its row says so. */
export async function endApprovals(): Promise<void> {
  await endOverdue(db(), trail()).catch((error) => log().warn({ event: 'approvals', error: describeError(error) }));
}
