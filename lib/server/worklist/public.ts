import 'server-only';

/**
 * What people keep of their lists in the desk's own tables: documents that are marked as done, and saved views.
 *
 * The only file of this engine that code outside it may import; `scripts/server-rooms.test.ts` holds the rule.
 */

export { markDocument, marksOf, pruneMarks } from './marks';
export {
  countViewsOf,
  type DigestView,
  deleteView,
  digestViews,
  insertView,
  lockViews,
  pruneViews,
  type StoredView,
  updateView,
  viewFor,
  viewsFor,
} from './views';
