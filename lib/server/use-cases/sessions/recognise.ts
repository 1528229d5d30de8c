import 'server-only';
import {
  type Admitted,
  admitAttempt,
  type ChangeScope,
  type Credentials,
  findCredentials,
  passwordMatches,
  takeBack,
  takeCode,
} from '../../auth/public';
import { noteRefusal, type RefusalReason } from './refusals';

export interface Attempt {
  email: string;
  password: string;
  /** Empty until the desk asks for one. */
  code: string;
  /** The address as it came, for counting failures. The trail gets a validated one. */
  address: string;
}

export type Recognition =
  | { who: Credentials; secondFactor: 'none' | 'totp' | 'recovery-code' }
  /** `code-needed`: the password was right, and the code is still missing. */
  | { refused: 'wrong' | 'wrong-code' | 'code-needed' | 'locked' };

/**
 * Recognises a person by password and, where they have one, second factor. Sign-in and step-up share it. Every attempt
 * counts as a failure until the caller calls `forgetFailures`, after all further steps have succeeded.
 *
 * @param scope its audit context names the client's address; this function adds the person
 * @param sessionId the session that a step-up is for
 */
export async function recognise(scope: ChangeScope, attempt: Attempt, sessionId?: string): Promise<Recognition> {
  const { email, password, code } = attempt;
  const admitted = await admitAttempt(scope.db, attempt);
  if (admitted === null) return { refused: 'locked' };
  const account = await findCredentials(scope.db, email);
  const matches = await passwordMatches(account?.passwordHash ?? null, password);
  const refuse = (reason: RefusalReason) => refused(scope, { email, account, reason, admitted, sessionId });
  if (!account || !matches) return await refuse('wrong-pair');
  if (account.disabledAt !== null) return await refuse('disabled');
  if (account.totpSecret === null) return { who: account, secondFactor: 'none' };
  if (code.trim() === '') {
    await takeBack(scope.db, attempt, admitted);
    return { refused: 'code-needed' };
  }
  const actor = { id: account.id, email: account.email, role: account.role };
  const secondFactor = await takeCode({ ...scope, audit: { ...scope.audit, actor } }, account, code);
  return secondFactor === null ? await refuse('wrong-code') : { who: account, secondFactor };
}

interface Refused {
  email: string;
  account: Credentials | undefined;
  reason: RefusalReason;
  admitted: Admitted;
  sessionId: string | undefined;
}

async function refused({ audit }: ChangeScope, about: Refused): Promise<Recognition> {
  const { email, account, reason, admitted, sessionId } = about;
  const { address } = audit;
  await noteRefusal({ email, account, reason, locks: admitted.locks, address, ...(sessionId && { sessionId }) });
  return { refused: reason === 'wrong-code' ? 'wrong-code' : 'wrong' };
}
