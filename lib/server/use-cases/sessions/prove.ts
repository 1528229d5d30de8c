import 'server-only';
import type { ProveBody } from '../../../contracts/account-requests';
import type { PasskeyAnswer } from '../../../contracts/passkeys';
import type { Viewer } from '../../../contracts/viewer';
import { type AuditContext, trail } from '../../audit/public';
import {
  assertLocalAccounts,
  changeAccounts,
  forgetFailures,
  recordUse,
  renewProof,
  type SessionName,
} from '../../auth/public';
import { db } from '../../db/public';
import { DeskError } from '../../desk-error';
import { type Recognition, recognise } from './recognise';
import { recognisePasskey } from './recognise-passkey';

/**
 * Step-up: the owner of a session proves again who they are, with the password and the second factor where there is
 * one. Wrong attempts count by session, so that no stranger's failures keep its owner from it. A right one ends the count.
 *
 * @returns the session's new name for its cookie, because the cookie of before ends with the proof; `null` when the
 *   session ended meanwhile
 * @throws DeskError `proof_refused` naming `password` or `code`; `too_many_attempts`; `busy` when too many people are
 *   recognised at once, which counts nowhere; `audit_unavailable`; `forbidden`
 *   for a session that the identity provider has opened, or where there are no local accounts
 */
export async function prove(
  viewer: Viewer,
  { password, code = '' }: ProveBody,
  audit: AuditContext,
): Promise<SessionName | null> {
  if (viewer.method === 'sso') {
    throw new DeskError('forbidden', { code: 'prove_at_provider' });
  }
  assertLocalAccounts();
  const scope = { db: db(), trail: trail(), audit };
  const { email, sessionId } = viewer;
  const recognised = await recognise(scope, { email, password, code }, { sessionId });
  if ('refused' in recognised) throw refusal(recognised.refused);
  // An SSO account may carry the e-mail of a local one.
  if (recognised.who.id !== viewer.accountId) throw refusal('wrong');
  const session = await changeAccounts(scope, async ({ tx, tell }) => {
    const renewed = await renewProof(tx, viewer.sessionId);
    tell('session.proved', { method: 'password' });
    return renewed;
  });
  await forgetFailures(db(), recognised.admitted);
  return session;
}

/**
 * Step-up by one of the person's own passkeys, in the session whose challenge it has signed.
 * @returns as {@link prove}
 * @throws DeskError `proof_refused`; `audit_unavailable`; `forbidden` as in {@link prove}
 */
export async function proveByPasskey(
  viewer: Viewer,
  answer: PasskeyAnswer,
  audit: AuditContext,
): Promise<SessionName | null> {
  if (viewer.method === 'sso') throw new DeskError('forbidden', { code: 'prove_at_provider' });
  const scope = { db: db(), trail: trail(), audit };
  const shown = { answer, purpose: 'proof', boundTo: viewer.sessionId } as const;
  const proof = await recognisePasskey(scope, shown, viewer.accountId);
  if (proof === null) throw refusal('wrong-passkey');
  return await changeAccounts(scope, async ({ tx, tell }) => {
    if (!(await recordUse(tx, proof.passkey, proof.use))) throw refusal('wrong-passkey');
    const session = await renewProof(tx, viewer.sessionId);
    tell('session.proved', { method: 'passkey', passkey: proof.passkey.id });
    return session;
  });
}

function refusal(reason: Extract<Recognition, { refused: unknown }>['refused']): DeskError {
  if (reason === 'busy') return new DeskError('busy');
  if (reason === 'locked') return new DeskError('too_many_attempts');
  if (reason === 'wrong') {
    return new DeskError('proof_refused', { code: 'password_wrong' }, { fields: { password: { code: 'wrong' } } });
  }
  if (reason === 'passkey-needed') return new DeskError('proof_refused', { code: 'passkey_needed' });
  if (reason === 'wrong-passkey') return new DeskError('proof_refused', { code: 'passkey_refused' });
  if (reason === 'code-needed') {
    return new DeskError('proof_refused', { code: 'code_missing' }, { fields: { code: { code: 'missing' } } });
  }
  return new DeskError('proof_refused', { code: 'code_used' }, { fields: { code: { code: 'code_used' } } });
}
