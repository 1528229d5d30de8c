import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { can } from '../../../access';
import type { AuditAction } from '../../../contracts/audit-details';
import type { Viewer } from '../../../contracts/viewer';
import { type SavedView, VIEW_PARTS, type ViewPatch } from '../../../contracts/views';
import { type AuditContext, trail } from '../../audit/public';
import { type Database, db } from '../../db/public';
import { DeskError, PermissionMissing } from '../../desk-error';
import { countViewsOf, deleteView, lockViews, type StoredView, updateView, viewFor } from '../../worklist/public';
import { application, notWritten } from '../audited';
import { mayChange, seenBy } from './list';
import { assertRoom, viewDetail } from './view-detail';

/**
 * Changes a view: its name, what it shows, for whom it is, and whether the daily digest counts it. The change and its
 * event are one transaction. Only its maker shares a view or takes it back: a manager who took it back would hand it to
 * somebody else. The digest takes `views:manage`, and loses a view that the team has no more.
 *
 * @returns the view as it is now
 * @throws DeskError `not_found` for a view that the person doesn't see; `forbidden`; `changed_meanwhile`; `invalid_request`
 *   where there are as many as there may be, for a state of another page, and for the digest of a person's own view;
 *   `audit_unavailable`: nothing was changed
 */
export async function changeView(
  id: string,
  { version, ...patch }: ViewPatch,
  viewer: Viewer,
  audit: AuditContext,
): Promise<SavedView> {
  return await change('view.changed', id, viewer, async (tx, view) => {
    // A change that is sent again, after its answer was lost, finds the view as it asks for.
    const isLate = version !== view.version && differingParts(view, patch).length > 0;
    if (isLate) throw new DeskError('changed_meanwhile', { code: 'view_changed' });
    await applyChange(tx, view, patch, viewer, audit);
    return seenBy(viewer, (await viewFor(tx, viewer.accountId, id)) ?? view);
  });
}

/**
 * Writes what a change makes different in a view, with its event, in a transaction that holds the lock on views. Where
 * nothing is different there is no event, and the view keeps its version.
 * @throws DeskError `forbidden`, `invalid_request` as {@link changeView}
 */
export async function applyChange(
  tx: Transaction,
  view: StoredView,
  patch: Omit<ViewPatch, 'version'>,
  viewer: Viewer,
  audit: AuditContext,
): Promise<void> {
  const parts = differingParts(view, patch);
  const after = { ...view, ...Object.fromEntries(parts.map((part) => [part, patch[part]])) };
  if (after.team !== view.team && view.ownerId !== viewer.accountId) throw new DeskError('forbidden');
  if (patch.digest !== undefined && !can(viewer, 'views:manage')) throw new PermissionMissing('views:manage');
  if (after.state.page !== view.state.page) throw new DeskError('invalid_request', { code: 'view_of_other_page' });
  if (patch.digest && !after.team) throw new DeskError('invalid_request', { code: 'digest_of_team_alone' });
  if (parts.length === 0) return;
  if (!after.team) after.digest = false;
  const counts = await countViewsOf(tx, view.ownerId);
  if (after.team !== view.team) assertRoom(after.team ? 'team' : 'own', counts[after.team ? 'team' : 'own']);
  if (after.digest && !view.digest) assertRoom('digest', counts.digest);
  await updateView(tx, after);
  await trail().recordIn(tx, audit, 'view.changed', { ...viewDetail(after), changed: parts });
}

/** The parts that a change names and that the view has otherwise. */
export function differingParts(view: StoredView, patch: Omit<ViewPatch, 'version'>): (typeof VIEW_PARTS)[number][] {
  return VIEW_PARTS.filter((part) => patch[part] !== undefined && !isDeepStrictEqual(view[part], patch[part]));
}

/**
 * Removes a view. The removal and its event are one transaction.
 * @throws DeskError `not_found`, `forbidden`, `audit_unavailable` as {@link changeView}
 */
export async function removeView(id: string, viewer: Viewer, audit: AuditContext): Promise<void> {
  await change('view.removed', id, viewer, async (tx, view) => {
    await deleteView(tx, view.id);
    await trail().recordIn(tx, audit, 'view.removed', viewDetail(view));
  });
}

type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

async function change<T>(
  action: AuditAction,
  id: string,
  viewer: Viewer,
  work: (tx: Transaction, view: StoredView) => Promise<T>,
): Promise<T> {
  return await db()
    .transaction(async (tx) => {
      await lockViews(tx);
      const view = await viewFor(tx, viewer.accountId, id);
      if (view === null) throw new DeskError('not_found', { code: 'no_such_view' });
      if (!mayChange(viewer, view.ownerId)) throw new PermissionMissing('views:manage');
      return await work(tx, view);
    })
    .catch((error) => {
      throw error instanceof DeskError ? error : notWritten(application(), action, error);
    });
}
