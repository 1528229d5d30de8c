import 'server-only';
import type { OwnSessions } from '../../../contracts/accounts';
import type { Viewer } from '../../../contracts/viewer';
import {
  demandsPasskey,
  listPasskeys,
  listSessions,
  localAccountsOffered,
  MOST_PASSKEYS,
  passkeysOffered,
  recoveryCodesLeft,
} from '../../auth/public';
import { db } from '../../db/public';
import { env } from '../../env';

/** A person's own sessions, second factor and passkeys. Every role may read them. */
export async function ownSessions(viewer: Viewer): Promise<OwnSessions> {
  const { accountId, sessionId, method, enrolled, role } = viewer;
  return {
    sessions: await listSessions(db(), accountId, sessionId),
    secondFactor: {
      enrolled,
      offered: method !== 'sso' && localAccountsOffered(),
      required: method !== 'sso' && env().REQUIRE_TOTP.includes(role),
      recoveryCodesLeft: await recoveryCodesLeft(db(), accountId),
    },
    passkeys: {
      offered: method !== 'sso' && passkeysOffered(),
      required: method !== 'sso' && demandsPasskey(role),
      most: MOST_PASSKEYS,
      passkeys: (await listPasskeys(db(), accountId)).map(({ id, name, synced, createdAt, lastUsedAt }) => ({
        id,
        name,
        synced,
        createdAt: createdAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
      })),
    },
  };
}
