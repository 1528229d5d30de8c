import 'server-only';
import type { ExpiringPage, ExpiringParams, ExpiringSummary } from '../../../contracts/directory';
import type { Neighbours } from '../../../contracts/search';
import type { AuditContext } from '../../audit/public';
import { countExpiring, countOf, directoryStatus, expiringPage, neighboursAmongExpiring } from '../../directory/public';
import { env } from '../../env';
import { recorded } from '../audited';

const NO_ROWS: ExpiringPage = { rows: [], next: null };
const NOT_FOUND: Neighbours = { previous: null, next: null, found: false };

/** How many documents have expired or are about to: numbers alone. @throws DeskError `database_unavailable` */
export async function expiringSummary(params: ExpiringParams): Promise<ExpiringSummary> {
  const directory = await directoryStatus();
  const nothing = { totals: { expired: 0, 30: 0, 60: 0, 90: 0 }, documentTypes: [], nationalities: [] };
  if (directory.state === 'off') return { ...nothing, weeks: [], earlier: 0, directory };
  return { ...(await countExpiring(params)), directory };
}

/**
 * Whose documents they are. Recorded as a search.
 * @throws DeskError `audit_unavailable`, `database_unavailable`, `invalid_request` for a cursor of another list
 */
export async function expiringCustomers(
  { cursor, ...params }: ExpiringParams & { cursor?: string | undefined },
  audit: AuditContext,
): Promise<ExpiringPage> {
  return await recorded(audit, {
    action: 'customers.searched',
    work: async () => (env().DIRECTORY === 'off' ? NO_ROWS : await expiringPage(params, cursor)),
    detail: ({ rows }) => ({ terms: [], filters: filtersOf(params), found: rows.length }),
  });
}

function filtersOf(params: ExpiringParams): string[] {
  return ['expiring', ...(['documentType', 'nationality'] as const).filter((name) => params[name] !== undefined)];
}

/**
 * Who stands before and after somebody among these documents' owners. Recorded as a search.
 * @throws DeskError `audit_unavailable`, `database_unavailable`
 */
export async function expiringNeighbours(
  { uuid, ...params }: ExpiringParams & { uuid: string },
  audit: AuditContext,
): Promise<Neighbours> {
  if (env().DIRECTORY === 'off') return NOT_FOUND;
  return await recorded(audit, {
    action: 'customers.searched',
    work: () => neighboursAmongExpiring(params, uuid),
    detail: (beside) => ({ terms: [], filters: filtersOf(params), found: countOf(beside) }),
  });
}
