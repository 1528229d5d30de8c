import 'server-only';
import type { Viewer } from '../../../contracts/viewer';
import { type AuditContext, trail } from '../../audit/public';
import { db } from '../../db/public';
import { DeskError } from '../../desk-error';
import { closeFinding } from '../../reviews/public';
import { auditScopeOf } from '../audit/scope';
import { application, notWritten } from '../audited';

/**
 * Closes a review with a word. The change and its event are one transaction. Nobody closes a review about themselves,
 * an administrator neither.
 *
 * @throws DeskError `not_found`; `forbidden` for the subject; `changed_meanwhile` when somebody closed it before;
 *   `audit_unavailable`: nothing was changed
 */
export async function closeReview(number: number, word: string, viewer: Viewer, audit: AuditContext): Promise<void> {
  const reader = { account: viewer.accountId, scope: auditScopeOf(viewer) };
  const problem = await db()
    .transaction(async (tx) => {
      const closed = await closeFinding(tx, reader, number, word);
      if (typeof closed === 'string') return closed;
      const { rule, person } = closed;
      const detail = { review: number, rule, ...(person !== null && { account: person }), sentence: word };
      await trail().recordIn(tx, audit, 'review.closed', detail);
      return null;
    })
    .catch((error) => {
      throw notWritten(application(), 'review.closed', error);
    });
  if (problem === null) return;
  if (problem === 'own') {
    await trail()
      .record(audit, 'review.closed', null, { outcome: 'forbidden' })
      .catch((error) => notWritten(application(), 'review.closed', error));
    throw new DeskError('forbidden', { code: 'own_review' });
  }
  throw problem === 'absent'
    ? new DeskError('not_found', { code: 'nothing_here' })
    : new DeskError('changed_meanwhile', { code: 'review_closed' });
}
