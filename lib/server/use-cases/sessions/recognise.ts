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
  /** Empty while none was asked for. */
  code: string;
  /** As it came, for counting; the trail gets a readable one. */
  address: string;
}

export type Recognition =
  | { who: Credentials; secondFactor: 'none' | 'totp' | 'recovery-code' }
  /** `code-needed` says that the password was right, and that is all that it says. */
  | { refused: 'wrong' | 'wrong-code' | 'code-needed' | 'locked' };

/**
 * Recognises a person by password and, where they have one, second factor; for signing in and for a step-up alike. Every
 * attempt counts as a failure until the caller forgets them (`forgetFailures`), when all that follows has worked, too.
 *
 * @param scope its audit context says from where; the person is filled in here
 * @param sessionId of a step-up
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
