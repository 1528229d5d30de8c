import 'server-only';
import type { SearchCounts, SearchQuery } from '../../../contracts/search';
import type { AuditContext } from '../../audit/public';
import { countMatches, directoryStatus, readWholeQuery } from '../../directory/public';
import { recorded } from '../audited';

/**
 * How many customers a query matches, and how many each value of each filter would match together with all other
 * filters. A count with a text tells something about people, so it is recorded as a search.
 *
 * @throws DeskError `audit_unavailable`, `invalid_request`
 */
export async function countCustomers(by: SearchQuery, audit: AuditContext): Promise<SearchCounts> {
  const query = readWholeQuery(by, new Date());
  const directory = await directoryStatus();
  if (directory.state === 'off') return { total: 0, exact: false, facets: null, alike: null, asOf: null, directory };
  if (query.terms === null) return { ...(await countMatches(query)), directory };
  const counted = await recorded(audit, {
    action: 'customers.searched',
    work: () => countMatches(query),
    detail: ({ total }) => ({ ...query.audited, found: total }),
  });
  return { ...counted, directory };
}
