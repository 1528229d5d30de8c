import 'server-only';
import type { OutcomeDetail } from '../../../contracts/audit-details';
import { MOST_VIEWS, type ViewState } from '../../../contracts/views';
import { DeskError } from '../../desk-error';
import type { StoredView } from '../../worklist/public';
import { expiringFilters } from '../customers/expiring';

/** What the trail keeps of a view: the names of its filters, never their values, nor the view's own name. */
export function viewDetail({
  id,
  team,
  digest,
  state,
}: Pick<StoredView, 'id' | 'team' | 'digest' | 'state'>): OutcomeDetail<'view.saved'> {
  return { view: id, page: state.page, team, inDigest: digest, filters: filtersOf(state) };
}

function filtersOf(state: ViewState): string[] {
  if (state.page === 'expiring') return expiringFilters(state.params);
  return Object.entries(state.filters).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}

/** @throws DeskError `invalid_request` when there are as many views as there may be */
export function assertRoom(kind: keyof typeof MOST_VIEWS, there: number): void {
  if (there < MOST_VIEWS[kind]) return;
  throw new DeskError('invalid_request', { code: TOO_MANY[kind], most: MOST_VIEWS[kind] });
}

const TOO_MANY = { own: 'too_many_own_views', team: 'too_many_team_views', digest: 'too_many_in_digest' } as const;
