import 'server-only';
import type { SessionEntry } from '../../../contracts/accounts';
import type { Viewer } from '../../../contracts/viewer';
import type { AuditContext } from '../../audit/public';
import { type Account, endAllSessions, endOneSession, findAccount, listSessions } from '../../auth/public';
import { db } from '../../db/public';
import { DeskError } from '../../desk-error';
import { scopeOf } from '../change-scope';

/**
 * The running sessions of another person, for an administrator. Not recorded: nothing of a customer is shown.
 * @throws DeskError `not_found`
 */
export async function sessionsOf(id: string, viewer: Viewer): Promise<SessionEntry[]> {
  return await listSessions(db(), (await accountOrRefuse(id)).id, viewer.sessionId);
}

/** Ends one session of another person. @throws DeskError `not_found`, `audit_unavailable` */
export async function endSessionFor(id: string, sessionId: string, audit: AuditContext): Promise<void> {
  await endOneSession(scopeOf(audit), await accountOrRefuse(id), sessionId, 'administrator');
}

/** Ends every session of another person. @returns how many. @throws DeskError `not_found`, `audit_unavailable` */
export async function endSessionsFor(id: string, audit: AuditContext): Promise<number> {
  return await endAllSessions(scopeOf(audit), await accountOrRefuse(id), 'administrator');
}

async function accountOrRefuse(id: string): Promise<Account> {
  const account = await findAccount(db(), id);
  if (!account) throw new DeskError('not_found', { code: 'no_such_account' });
  return account;
}
