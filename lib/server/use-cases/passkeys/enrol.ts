import 'server-only';
import type { NewPasskeyBody } from '../../../contracts/passkeys';
import type { Viewer } from '../../../contracts/viewer';
import type { AuditContext } from '../../audit/public';
import { addPasskey, beginPasskey, type SessionName } from '../../auth/public';
import { db } from '../../db/public';
import { scopeOf } from '../change-scope';

/** What the browser needs to make a passkey. Nothing is stored but a challenge, so nothing is recorded. */
export async function beginOwnPasskey(viewer: Viewer) {
  return await beginPasskey({ db: db() }, viewer);
}

/** Keeps a new passkey of a person. @throws as `addPasskey` does */
export async function addOwnPasskey(
  viewer: Viewer,
  body: NewPasskeyBody,
  audit: AuditContext,
): Promise<SessionName | null> {
  return await addPasskey(scopeOf(audit), viewer, body);
}
