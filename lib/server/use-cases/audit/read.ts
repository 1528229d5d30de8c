import 'server-only';
import type { AuditPage } from '../../../contracts/audit';
import type { AuditQuery } from '../../../contracts/audit-queries';
import type { Viewer } from '../../../contracts/viewer';
import { type AuditContext, auditKeys, filterNames, readChainStatus, readEntries } from '../../audit/public';
import { db } from '../../db/public';
import { recorded } from '../audited';
import { auditScopeOf } from './scope';

/**
 * A page of the audit trail. Reading it is recorded with the names of the filters, never with their values.
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
      return { ...page, chain };
    },
    detail: () => ({ filters: filterNames(query) }),
  });
}
