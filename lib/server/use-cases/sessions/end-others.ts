import 'server-only';
import type { Viewer } from '../../../contracts/viewer';
import type { AuditContext } from '../../audit/public';
import { endAllSessions } from '../../auth/public';
import { scopeOf } from '../change-scope';

/** Ends all sessions of a person but the current one. @returns how many. @throws DeskError `audit_unavailable` */
export async function endOtherSessions(viewer: Viewer, audit: AuditContext): Promise<number> {
  return await endAllSessions(scopeOf(audit), { id: viewer.accountId, email: viewer.email }, 'self', viewer.sessionId);
}
