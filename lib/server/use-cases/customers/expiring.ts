import 'server-only';
import type { ExpiringPage, ExpiringParams, ExpiringRow } from '../../../contracts/expiring';
import { type AuditContext, auditKeys, readLastLinks } from '../../audit/public';
import { db } from '../../db/public';
import { expiringPage, type FoundExpiring } from '../../directory/public';
import { env } from '../../env';
import { marksOf } from '../../worklist/public';
import { recorded } from '../audited';
import { rowSeenBy } from './seen-by';

/** An account that nobody has: a reader without one has no marks of their own. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

const NO_ROWS: ExpiringPage = { rows: [], next: null };

/**
 * A page of the customers whose documents have expired or will soon, with the last verification link of each and the marks
 * that concern the reader. Recorded as a search.
 * @throws DeskError `audit_unavailable`, `database_unavailable`, `invalid_request` for a cursor of another list, and for
 *   more documents than can be sorted
 */
export async function expiringCustomers(
  { cursor, ...params }: ExpiringParams & { cursor?: string | undefined },
  audit: AuditContext,
): Promise<ExpiringPage> {
  return await recorded(audit, {
    action: 'customers.searched',
    work: async () => {
      if (env().DIRECTORY === 'off') return NO_ROWS;
      const { rows, next } = await expiringPage(params, audit.actor.id ?? undefined, cursor);
      return { rows: await worklistRows(rows, audit), next };
    },
    detail: ({ rows }) => ({ terms: [], filters: expiringFilters(params), found: rows.length }),
  });
}

/** Documents as their reader sees them, with what the desk itself knows: the last link and the marks. */
export async function worklistRows(found: readonly FoundExpiring[], audit: AuditContext): Promise<ExpiringRow[]> {
  const customers = found.map(({ uuid }) => uuid);
  const [links, marks] = await Promise.all([
    readLastLinks(db(), auditKeys(), customers),
    marksOf(db(), audit.actor.id ?? NOBODY, customers),
  ]);
  return found.map((row) => {
    const { uuid, documentType, dateOfExpiry, disputed } = row;
    return {
      ...rowSeenBy(audit, row),
      lastLink: links.get(uuid) ?? null,
      marks: marks({ uuid, documentType, lastDay: dateOfExpiry ?? disputed }),
    };
  });
}

/** The names of the filters of such a list, for the audit trail. Their values are never recorded. */
export function expiringFilters(params: ExpiringParams): string[] {
  return [
    'expiring',
    ...(['documentType', 'nationality', 'status', 'open'] as const).filter((name) => params[name] !== undefined),
  ];
}
