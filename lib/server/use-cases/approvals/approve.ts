import 'server-only';
import type { ApprovalAnswer } from '../../../contracts/approvals';
import { type ApprovalValues, type Begun, grantRequest } from '../../approvals/public';
import type { AuditContext } from '../../audit/public';
import { scopeOf } from '../change-scope';
import { writeContact } from '../customers/write-contact';
import { carryOut } from './carry-out';
import { closedFor, deciderOf } from './decider';

/**
 * Approves a request, as a second person. A correction is written now, once, by the path of every correction: compared
 * with Sentinel's contact at this moment, with an intent before and an outcome after. A link is created by its maker
 * afterwards (`customers/link.ts`).
 *
 * @param stillMay whether the session and the permission still count; asked once more before the write
 * @throws DeskError `not_found`; `forbidden` for the maker; `approval_closed`; `audit_unavailable`: the request waits on;
 *   as `writeContact`: after a failure that a second attempt may overcome the request waits again
 */
export async function approveRequest(
  id: string,
  audit: AuditContext,
  stillMay: () => Promise<void>,
): Promise<ApprovalAnswer> {
  const by = deciderOf(audit);
  const granted = await grantRequest(scopeOf(audit), id, by);
  if (granted === null) throw await closedFor(id, by);
  const { values, sealed, ...begun } = granted;
  if (values.kind === 'link') return { state: 'approved' };
  await carryOut(audit, begun, sealed, () => write(begun, values, audit, stillMay));
  return { state: 'written' };
}

async function write(
  { id, customer, makerId, callerCheck }: Begun,
  { wanted, expected }: Extract<ApprovalValues, { kind: 'correction' }>,
  audit: AuditContext,
  stillMay: () => Promise<void>,
): Promise<void> {
  const { email, phoneNumber } = wanted;
  await writeContact(audit, {
    ...{ uuid: customer, expected },
    wanted: { ...(email !== undefined && { email }), ...(phoneNumber !== undefined && { phoneNumber }) },
    about: { callerCheck, approval: id, maker: makerId },
    settle: async () => {
      await stillMay();
      return undefined;
    },
  });
}
