import 'server-only';
import { can } from '../../../access';
import type { Viewer } from '../../../contracts/viewer';
import type { AuditScope } from '../../audit/public';

/** The events that a person may read: all with the permission `audit:all`, else those about customers. */
export function auditScopeOf(viewer: Viewer): AuditScope {
  return can(viewer, 'audit:all') ? 'all' : 'customers';
}
