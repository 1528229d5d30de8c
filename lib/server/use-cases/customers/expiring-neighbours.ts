import 'server-only';
import type { ExpiringParams } from '../../../contracts/expiring';
import type { Neighbours } from '../../../contracts/search';
import type { AuditContext } from '../../audit/public';
import { countOf, neighboursAmongExpiring } from '../../directory/public';
import { env } from '../../env';
import { recorded } from '../audited';
import { expiringFilters } from './expiring';

const NOT_FOUND: Neighbours = { previous: null, next: null, found: false };

/**
 * The customers before and after one customer in the list of expiring documents. Recorded as a search.
 * @throws DeskError `audit_unavailable`, `database_unavailable`, `invalid_request` for more documents than can be sorted
 */
export async function expiringNeighbours(
  { uuid, ...params }: ExpiringParams & { uuid: string },
  audit: AuditContext,
): Promise<Neighbours> {
  if (env().DIRECTORY === 'off') return NOT_FOUND;
  return await recorded(audit, {
    action: 'customers.searched',
    work: () => neighboursAmongExpiring(params, audit.actor.id ?? undefined, uuid),
    detail: (beside) => ({ terms: [], filters: expiringFilters(params), found: countOf(beside) }),
  });
}
