import 'server-only';
import { can } from '../../../access';
import type { Viewer } from '../../../contracts/viewer';
import type { SavedView, ViewList } from '../../../contracts/views';
import { db } from '../../db/public';
import { type StoredView, viewFor, viewsFor } from '../../worklist/public';

/**
 * The person's own views and the team's. Not recorded: a view holds filters and no customer.
 * @throws DeskError `database_unavailable`
 */
export async function listViews(viewer: Viewer): Promise<ViewList> {
  const views = await viewsFor(db(), viewer.accountId);
  return { views: views.map((view) => seenBy(viewer, view)) };
}

/**
 * One view, for the page that opens it.
 * @returns `null` for no view, and for another's own view: nobody can tell which
 * @throws DeskError `database_unavailable`
 */
export async function readView(id: string, viewer: Viewer): Promise<SavedView | null> {
  const view = await viewFor(db(), viewer.accountId, id);
  return view && seenBy(viewer, view);
}

/** The view as its reader gets it. */
export function seenBy(viewer: Viewer, { ownerId, ...view }: StoredView): SavedView {
  return { ...view, mine: ownerId === viewer.accountId, mayChange: mayChange(viewer, ownerId) };
}

/**
 * Whether a person may change and remove a view that they see: its maker, and those with `views:manage`. Others' own
 * views are seen by nobody else (docs/decisions.md, decision 64).
 */
export function mayChange(viewer: Viewer, ownerId: string): boolean {
  return ownerId === viewer.accountId || can(viewer, 'views:manage');
}
