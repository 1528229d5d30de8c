import 'server-only';
import { type ApprovalAnswer, DECLINING_WORD } from '../../../contracts/approvals';
import { declineRequest } from '../../approvals/public';
import type { AuditContext } from '../../audit/public';
import { DeskError } from '../../desk-error';
import { scopeOf } from '../change-scope';
import { closedFor, deciderOf } from './decider';

/**
 * Declines a request, as a second person. Nothing is written, and the values are removed. The word is kept, because the
 * maker and a later review read it.
 *
 * @throws DeskError `invalid_request` without a word; `not_found`; `forbidden` for the maker; `approval_closed`;
 *   `audit_unavailable`: the request waits on
 */
export async function declineApproval(id: string, word: string, audit: AuditContext): Promise<ApprovalAnswer> {
  const by = deciderOf(audit);
  if ([...word].length < DECLINING_WORD.least) {
    const problem = { code: 'sentence_too_short', ...DECLINING_WORD } as const;
    throw new DeskError('invalid_request', undefined, { fields: { word: problem } });
  }
  if (!(await declineRequest(scopeOf(audit), id, by, word))) throw await closedFor(id, by);
  return { state: 'declined' };
}
