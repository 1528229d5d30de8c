import 'server-only';
import type { OwnSessions } from '../../../contracts/accounts';
import type { Viewer } from '../../../contracts/viewer';
import { listSessions, localAccountsOffered, recoveryCodesLeft } from '../../auth/public';
import { db } from '../../db/public';
import { env } from '../../env';

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
