import 'server-only';
import type { ExpiringPage, ExpiringParams } from '../../../contracts/directory';
import type { AuditContext } from '../../audit/public';
import { expiringPage } from '../../directory/public';
import { env } from '../../env';
import { recorded } from '../audited';
import { rowSeenBy } from './seen-by';

const NO_ROWS: ExpiringPage = { rows: [], next: null };

/**
 * A page of the customers whose documents have expired or will soon. Recorded as a search.
 * @throws DeskError `audit_unavailable`, `database_unavailable`, `invalid_request` for a cursor of another list
 */
export async function expiringCustomers(
  { cursor, ...params }: ExpiringParams & { cursor?: string | undefined },
  audit: AuditContext,
): Promise<ExpiringPage> {
  const page = await recorded(audit, {
    action: 'customers.searched',
    work: async () => (env().DIRECTORY === 'off' ? NO_ROWS : await expiringPage(params, cursor)),
    detail: ({ rows }) => ({ terms: [], filters: expiringFilters(params), found: rows.length }),
  });
  return { ...page, rows: page.rows.map((row) => rowSeenBy(audit, row)) };
}

/** The names of the filters of such a list, for the audit trail. Their values are never recorded. */
export function expiringFilters(params: ExpiringParams): string[] {
  return ['expiring', ...(['documentType', 'nationality'] as const).filter((name) => params[name] !== undefined)];
}
