import 'server-only';
import type { AuditContext } from '../../audit/public';
import { endOneSession } from '../../auth/public';
import { scopeOf } from '../change-scope';
import { knownAccount } from './known-account';

/** Ends one session of another person. @throws DeskError `not_found`, `audit_unavailable` */
export async function endSessionFor(id: string, sessionId: string, audit: AuditContext): Promise<void> {
  await endOneSession(scopeOf(audit), await knownAccount(id), sessionId, 'administrator');
}
