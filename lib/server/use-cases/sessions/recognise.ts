import 'server-only';
import {
  type Admitted,
  admitAttempt,
  admitProof,
  type ChangeScope,
  type Credentials,
  demandsPasskey,
  findCredentials,
  type Lane,
  passwordMatches,
  TooBusy,
  takeBack,
  takeCode,
} from '../../auth/public';
import { type PasskeyProof, recognisePasskey, type ShownPasskey } from './recognise-passkey';
import { noteRefusal, noteRefusalLater, type Refusal, type RefusalReason } from './refusals';

export interface Attempt {
  email: string;
  password: string;
  /** Empty until the desk asks for one. */
  code: string;
  /** A passkey as the second factor, in place of a code. */
  passkey?: ShownPasskey | undefined;
}

/**
 * What the attempt shows of its sender, and so where its failures count (`auth/lockout.ts`): the session that a step-up is
 * for, or the browser and address of a sign-in.
 */
export type Sender = { sessionId: string } | { browser: string | null; address: string | null };

export type Recognition =
  | { who: Credentials; secondFactor: 'none' | 'totp' | 'recovery-code'; admitted: Admitted }
  | { who: Credentials; secondFactor: 'passkey'; proof: PasskeyProof; admitted: Admitted }
  /**
   * `code-needed`, `passkey-needed`: the password was right, and the second factor is still missing. A passkey will do
   * where a code is needed, and no code where a passkey is. `busy`: it was not judged, and counts nowhere.
   */
  | { refused: 'wrong' | 'wrong-code' | 'wrong-passkey' | 'code-needed' | 'passkey-needed' | 'locked' | 'busy' };

/**
 * Recognises a person by password and, where they have one, second factor. Sign-in and step-up share it. Every judged
 * attempt counts as a failure until the caller calls `forgetFailures`, after all further steps have succeeded.
 *
 * A sign-in does the same work for every e-mail before its answer, and the refusal is recorded after it: neither an
 * account nor the trail may show in the time. The refusal of a step-up is recorded before the answer.
 *
 * @param scope its audit context names the client's address; this function adds the person
 */
export async function recognise(scope: ChangeScope, attempt: Attempt, sender: Sender): Promise<Recognition> {
  const { email, password, code, passkey } = attempt;
  const sessionId = 'sessionId' in sender ? sender.sessionId : undefined;
  const admitted =
    'sessionId' in sender
      ? await admitProof(scope.db, sender.sessionId)
      : await admitAttempt(scope.db, { email, ...sender });
  if (admitted === null) return { refused: 'locked' };
  const account = await findCredentials(scope.db, email);
  const matches = await judged(account?.passwordHash ?? null, password, laneOf(sender));
  if (matches === 'busy') {
    await takeBack(scope.db, admitted);
    return { refused: 'busy' };
  }
  const refuse = async (reason: RefusalReason): Promise<Recognition> => {
    const { address } = scope.audit;
    const refusal: Refusal = {
      email,
      account,
      reason,
      locks: admitted.locks,
      address,
      ...(sessionId && { sessionId }),
    };
    if (sessionId === undefined) noteRefusalLater(refusal);
    else await noteRefusal(refusal);
    return { refused: reason === 'wrong-code' ? 'wrong-code' : 'wrong' };
  };
  if (!account || !matches) return await refuse('wrong-pair');
  if (account.disabledAt !== null) return await refuse('disabled');
  if (account.totpSecret === null && account.passkeys === 0) return { who: account, secondFactor: 'none', admitted };
  if (passkey !== undefined) {
    const proof = await recognisePasskey(scope, passkey, account.id);
    return proof === null ? { refused: 'wrong-passkey' } : { who: account, secondFactor: 'passkey', proof, admitted };
  }
  const byPasskeyOnly = account.totpSecret === null || (account.passkeys > 0 && demandsPasskey(account.role));
  if (byPasskeyOnly || code.trim() === '') {
    await takeBack(scope.db, admitted);
    return { refused: byPasskeyOnly ? 'passkey-needed' : 'code-needed' };
  }
  const actor = { id: account.id, email: account.email, role: account.role };
  const secondFactor = await takeCode({ ...scope, audit: { ...scope.audit, actor } }, account, code);
  return secondFactor === null ? await refuse('wrong-code') : { who: account, secondFactor, admitted };
}

function laneOf(sender: Sender): Lane {
  return 'sessionId' in sender || sender.browser !== null ? 'known' : 'stranger';
}

async function judged(passwordHash: string | null, password: string, lane: Lane): Promise<boolean | 'busy'> {
  try {
    return await passwordMatches(passwordHash, password, lane);
  } catch (error) {
    if (error instanceof TooBusy) return 'busy';
    throw error;
  }
}
