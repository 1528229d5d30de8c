import 'server-only';
import type { Viewer } from '../../../contracts/viewer';
import { assertPasskeys, issueChallenge, listPasskeys, requestOptions } from '../../auth/public';
import { db } from '../../db/public';
import { DeskError } from '../../desk-error';

/**
 * A challenge for a step-up, which the person's own passkeys may answer in this session.
 * @throws DeskError `forbidden` for a person of the identity provider; `not_found` without a passkey;
 *   `too_many_attempts`
 */
export async function beginPasskeyProof(viewer: Viewer) {
  const site = assertPasskeys();
  if (viewer.method === 'sso') throw new DeskError('forbidden', { code: 'prove_at_provider' });
  const known = await listPasskeys(db(), viewer.accountId);
  if (known.length === 0) throw new DeskError('not_found', { code: 'no_such_passkey' });
  const binding = { purpose: 'proof', boundTo: viewer.sessionId } as const;
  return await requestOptions(site, known, await issueChallenge(db(), binding, viewer.sessionId));
}
