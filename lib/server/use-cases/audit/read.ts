import 'server-only';
import type { AuditNames, AuditPage, ChainStatus } from '../../../contracts/audit';
import type { AuditQuery } from '../../../contracts/audit-queries';
import type { Viewer } from '../../../contracts/viewer';
import { personName } from '../../../words/people';
import { type AuditContext, auditKeys, filterNames, readChainStatus, readEntries } from '../../audit/public';
import { db } from '../../db/public';
import { actorMay } from '../../may';
import { recorded } from '../audited';
import { namesIn } from './names';
import { auditScopeOf } from './scope';

/**
 * A page of the audit trail, with the names of the colleagues and, for readers who may see customers, of the customers
 * behind its ids. Reading it is recorded with the names of the filters, never with their values.
 *
 * @param viewer with the permission `audit:all` sees every event and the state of the chain; without it, the events
 *   about customers
 * @throws DeskError `audit_unavailable`
 */
export async function readTrail(query: AuditQuery, viewer: Viewer, audit: AuditContext): Promise<AuditPage> {
  const scope = auditScopeOf(viewer);
  return await recorded(audit, {
    action: 'audit.read',
    work: async () => {
      const [page, chain] = await Promise.all([
        readEntries(db(), auditKeys(), scope, query),
        scope === 'all' ? readChainStatus(db()) : null,
      ]);
      const seesCustomers = actorMay(audit, 'customers:read');
      const names = await namesIn(page.entries, { seesCustomers, alsoNamed: chain?.byId });
      return { ...page, ...names, chain: chain && withName(chain, names) };
    },
    detail: () => ({ filters: filterNames(query) }),
  });
}

/** The author of the newest verdict by name. */
function withName(
  { byId, ...chain }: Omit<ChainStatus, 'byName'> & { byId: string | null },
  { people }: AuditNames,
): ChainStatus {
  const person = byId === null ? undefined : people[byId];
  return { ...chain, byName: person === undefined ? null : personName(person) };
}
