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

/** A person's own sessions and second factor. Every role may read them. */
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

/** Ends one of a person's own sessions. @throws DeskError `not_found` for any other session; `audit_unavailable` */
export async function endOwnSession(viewer: Viewer, sessionId: string, audit: AuditContext): Promise<void> {
  await endOneSession(scopeOf(audit), ownerOf(viewer), sessionId, 'self');
}

/** Ends all sessions of a person but the current one. @returns how many. @throws DeskError `audit_unavailable` */
export async function endOtherSessions(viewer: Viewer, audit: AuditContext): Promise<number> {
  return await endAllSessions(scopeOf(audit), ownerOf(viewer), 'self', viewer.sessionId);
}

function ownerOf({ accountId, email }: Viewer) {
  return { id: accountId, email };
}
