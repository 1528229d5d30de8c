import 'server-only';
import type { Neighbours, NeighboursBody } from '../../../contracts/search';
import type { AuditContext } from '../../audit/public';
import { countOf, neighboursIn, readWholeQuery } from '../../directory/public';
import { env } from '../../env';
import { recorded } from '../audited';

const NOT_FOUND: Neighbours = { previous: null, next: null, found: false };

/**
 * Who stands before and after somebody in a result, the whole of it. Recorded as a search of its own: it tells who fits.
 * @throws DeskError `audit_unavailable`, `invalid_request` for a text too short to have a result, `database_unavailable`
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
