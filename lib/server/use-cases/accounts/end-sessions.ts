import 'server-only';
import type { AuditContext } from '../../audit/public';
import { endAllSessions } from '../../auth/public';
import { scopeOf } from '../change-scope';
import { knownAccount } from './known-account';

/** Ends every session of another person. @returns how many. @throws DeskError `not_found`, `audit_unavailable` */
export async function endSessionsFor(id: string, audit: AuditContext): Promise<number> {
  return await endAllSessions(scopeOf(audit), await knownAccount(id), 'administrator');
}
