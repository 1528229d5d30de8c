import 'server-only';
import type { Neighbours, NeighboursBody } from '../../../contracts/search';
import type { AuditContext } from '../../audit/public';
import { countOf, neighboursIn, readWholeQuery } from '../../directory/public';
import { env } from '../../env';
import { recorded } from '../audited';

const NOT_FOUND: Neighbours = { previous: null, next: null, found: false };

/**
 * The customers before and after one customer in the whole result of a search. The answer tells which customers match,
 * so it is recorded as a search of its own.
 * @throws DeskError `audit_unavailable`, `invalid_request` for a text too short to have a result,
 *   `database_unavailable`
 */
export async function neighboursOf(by: NeighboursBody, audit: AuditContext): Promise<Neighbours> {
  if (env().DIRECTORY === 'off') return NOT_FOUND;
  const query = readWholeQuery(by, new Date());
  return await recorded(audit, {
    action: 'customers.searched',
    work: () => neighboursIn(query, by.uuid),
    detail: (beside) => ({ ...query.audited, found: countOf(beside) }),
  });
}
