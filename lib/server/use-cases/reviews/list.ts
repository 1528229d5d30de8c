import 'server-only';
import type { ReviewPage, ReviewState } from '../../../contracts/reviews';
import type { Viewer } from '../../../contracts/viewer';
import type { AuditContext } from '../../audit/public';
import { db } from '../../db/public';
import { readFindings } from '../../reviews/public';
import { auditScopeOf } from '../audit/scope';
import { recorded } from '../audited';

/**
 * A page of the sentences that the rules have said. Reading is recorded. A person without `audit:all` sees the sentences
 * that rest on events about customers, as in the audit log.
 * @throws DeskError `audit_unavailable`
 */
export async function listReviews(
  query: { state: ReviewState; before?: number | undefined },
  viewer: Viewer,
  audit: AuditContext,
): Promise<ReviewPage> {
  const reader = { account: viewer.accountId, scope: auditScopeOf(viewer) };
  return await recorded(audit, {
    action: 'reviews.read',
    work: () => readFindings(db(), reader, query),
    detail: () => ({ filters: query.state === 'open' ? [] : ['closed'] }),
  });
}
