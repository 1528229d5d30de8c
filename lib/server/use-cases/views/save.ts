import 'server-only';
import type { Viewer } from '../../../contracts/viewer';
import type { NewView } from '../../../contracts/views';
import { type AuditContext, trail, wasViewRemoved } from '../../audit/public';
import { db } from '../../db/public';
import { DeskError } from '../../desk-error';
import { countViewsOf, insertView, lockViews, viewFor } from '../../worklist/public';
import { application, notWritten } from '../audited';
import { applyChange, differingParts } from './change';
import { assertRoom, viewDetail } from './view-detail';

/**
 * Saves a view, for the person alone or for the team. The row and its event are one transaction. The same view sent again,
 * after an answer was lost, is saved once, and changed where the person has amended it before sending again, unless it
 * was changed meanwhile by another way: by a colleague, or by the person in another tab. A view that was removed stays
 * removed.
 * @returns the view's id
 * @throws DeskError `invalid_request` when there are as many as there may be; `not_found` where the id is of another's
 *   view, or of a view that was removed; `changed_meanwhile`; `audit_unavailable`: nothing was saved
 */
export async function saveView(view: NewView, viewer: Viewer, audit: AuditContext): Promise<{ id: string }> {
  const { id } = view;
  const account = viewer.accountId;
  return await db()
    .transaction(async (tx) => {
      await lockViews(tx);
      const known = await viewFor(tx, account, id);
      if (known?.ownerId === account) {
        const { id: _, earlier = [], ...patch } = view;
        if (differingParts(known, patch).length === 0) return { id };
        if (earlier.every((sent) => differingParts(known, sent).length > 0)) {
          throw new DeskError('changed_meanwhile', { code: 'view_changed' });
        }
        await applyChange(tx, known, patch, viewer, audit);
        return { id };
      }
      if (await wasViewRemoved(tx, id)) throw new DeskError('not_found', { code: 'no_such_view' });
      const kind = view.team ? 'team' : 'own';
      assertRoom(kind, (await countViewsOf(tx, account))[kind]);
      if (!(await insertView(tx, account, view))) throw new DeskError('not_found', { code: 'no_such_view' });
      await trail().recordIn(tx, audit, 'view.saved', viewDetail({ ...view, digest: false }));
      return { id };
    })
    .catch((error) => {
      throw error instanceof DeskError ? error : notWritten(application(), 'view.saved', error);
    });
}
