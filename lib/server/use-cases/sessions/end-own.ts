import 'server-only';
import type { Viewer } from '../../../contracts/viewer';
import type { AuditContext } from '../../audit/public';
import { endOneSession } from '../../auth/public';
import { scopeOf } from '../change-scope';

/** Ends one of a person's own sessions. @throws DeskError `not_found` for any other session; `audit_unavailable` */
export async function endOwnSession(viewer: Viewer, sessionId: string, audit: AuditContext): Promise<void> {
  await endOneSession(scopeOf(audit), { id: viewer.accountId, email: viewer.email }, sessionId, 'self');
}
