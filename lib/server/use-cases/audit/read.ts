import 'server-only';
import { can } from '../../../access';
import type { Activity, AuditActors, AuditPage } from '../../../contracts/audit';
import type { ActivityQuery, AuditQuery } from '../../../contracts/audit-queries';
import type { Viewer } from '../../../contracts/viewer';
import {
  type AuditContext,
  type AuditScope,
  auditKeys,
  filterNames,
  readActors,
  readChainStatus,
  readEntries,
} from '../../audit/public';
import { db } from '../../db/public';
import { recorded } from '../audited';

/**
 * A page of the trail. Reading it is recorded: which filters were used, not what was looked for.
 *
 * @param viewer with `audit:all` sees every event and what is known about the chain; else what was done to customers
 * @throws DeskError `audit_unavailable`
 */
export async function readTrail(query: AuditQuery, viewer: Viewer, audit: AuditContext): Promise<AuditPage> {
  const scope = scopeOf(viewer);
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

/** Whom the filter offers. Names of colleagues and no event of theirs: it isn't recorded. */
export async function listActors(viewer: Viewer): Promise<AuditActors> {
  return await readActors(db(), scopeOf(viewer));
}

/**
 * Who looked at a customer and who changed them, newest first, for everybody who may open that customer.
 *
 * It isn't recorded: it is part of the customer's page, whose opening is, and tells of colleagues rather than of the
 * customer; a row for each look at it would bury what it shows. For the same reason it says less of those colleagues
 * than the trail does: not from where, nor in which session.
 */
export async function readActivity(uuid: string, place: ActivityQuery): Promise<Activity> {
  const page = await readEntries(db(), auditKeys(), 'customers', { ...place, customer: uuid });
  const entries = page.entries.map((entry) => ({ ...entry, sessionId: null, requestId: null, address: null }));
  return { ...page, entries };
}

function scopeOf(viewer: Viewer): AuditScope {
  return can(viewer, 'audit:all') ? 'all' : 'customers';
}
