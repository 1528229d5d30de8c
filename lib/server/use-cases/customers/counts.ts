import 'server-only';
import type { SearchCounts, SearchQuery } from '../../../contracts/search';
import type { AuditContext } from '../../audit/trail';
import { DeskError } from '../../desk-error';
import { countMatches } from '../../directory/counts';
import { filterNames } from '../../directory/filters';
import { toQuery } from '../../directory/query';
import { directoryStatus } from '../../directory/status';
import { kindsOf } from '../../directory/terms';
import { recorded } from '../audited';

/**
 * How many a query fits, and how many each value of each filter would, together with all other filters. With a text it
 * tells something about people, so it is recorded as a search.
 *
 * @throws DeskError `audit_unavailable`, `invalid_request`
 */
export async function countCustomers(by: SearchQuery, audit: AuditContext): Promise<SearchCounts> {
  const query = toQuery(by);
  if (query === null)
    throw new DeskError('invalid_request', 'text is too short.', { fields: { text: 'is too short' } });
  const directory = await directoryStatus();
  if (directory.state === 'off') return { total: 0, exact: false, facets: null, directory };
  if (query.terms === null) return { ...(await countMatches(query)), directory };
  const { terms } = query;
  const counted = await recorded(audit, {
    action: 'customers.searched',
    work: () => countMatches(query),
    detail: ({ total }) => ({ terms: kindsOf(terms), filters: filterNames(query.filters), found: total }),
  });
  return { ...counted, directory };
}
