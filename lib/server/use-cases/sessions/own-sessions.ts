import 'server-only';
import type { OwnSessions } from '../../../contracts/accounts';
import type { Viewer } from '../../../contracts/viewer';
import type { AuditContext } from '../../audit/public';
import {
  endAllSessions,
  endOneSession,
  listSessions,
  localAccountsOffered,
  recoveryCodesLeft,
} from '../../auth/public';
import { db } from '../../db/public';
import { env } from '../../env';
import { scopeOf } from '../change-scope';

/** What everybody may know and do of their own sessions. */
export async function ownSessions(viewer: Viewer): Promise<OwnSessions> {
  const { accountId, sessionId, method, enrolled, role } = viewer;
  return {
    sessions: await listSessions(db(), accountId, sessionId),
    secondFactor: {
      enrolled,
      offered: method === 'password' && localAccountsOffered(),
      required: method === 'password' && env().REQUIRE_TOTP.includes(role),
      recoveryCodesLeft: await recoveryCodesLeft(db(), accountId),
    },
  };
}

/** @throws DeskError `not_found` for somebody else's, or one that has ended; `audit_unavailable` */
export async function endOwnSession(viewer: Viewer, sessionId: string, audit: AuditContext): Promise<void> {
  await endOneSession(scopeOf(audit), ownerOf(viewer), sessionId, 'self');
}

/** All but the one that asks. @returns how many */
export async function endOtherSessions(viewer: Viewer, audit: AuditContext): Promise<number> {
  return await endAllSessions(scopeOf(audit), ownerOf(viewer), 'self', viewer.sessionId);
}

function ownerOf({ accountId, email }: Viewer) {
  return { id: accountId, email };
}
