import 'server-only';
import type { PasskeyFault } from '../../contracts/audit-values';
import type { PasskeyAnswer } from '../../contracts/passkeys';
import type { Database } from '../db/public';
import { type Credentials, findCredentialsById } from './accounts';
import { isOfAccount, isOfSite, readClientData, verifyAnswer } from './passkey-ceremony';
import { type ChallengeBinding, takeChallenge } from './passkey-challenges';
import { assertPasskeys, counterWentBack } from './passkey-rules';
import { findPasskey, type Passkey } from './passkeys';

/** The trail keeps the fault; people read one sentence for all of them. */
export type JudgedAnswer =
  | { who: Credentials; passkey: Passkey; use: { counter: number; synced: boolean } }
  /** `who` and `passkey` are proved where the fault is `passkey-counter` or `disabled`, and else only claimed. */
  | { fault: PasskeyFault | 'disabled'; who?: Credentials; passkey?: Passkey };

/**
 * Judges the answer of an authenticator. The challenge is used up first, whatever comes of the answer. The caller records
 * the use (`recordUse`), in the transaction of what the proof is for.
 *
 * @throws DeskError `forbidden` where there are no passkeys
 */
export async function judgeAnswer(
  db: Database,
  binding: ChallengeBinding,
  answer: PasskeyAnswer,
): Promise<JudgedAnswer> {
  const site = assertPasskeys();
  const said = readClientData(answer.clientDataJSON);
  if (said === null || !(await takeChallenge(db, binding, said.challenge))) return { fault: 'passkey-challenge' };
  const passkey = await findPasskey(db, answer.id);
  const who = passkey && (await findCredentialsById(db, passkey.accountId));
  if (!passkey || who?.kind !== 'local') return { fault: 'passkey-unknown' };
  if (!isOfSite(said, site)) return { fault: 'passkey-origin', who, passkey };
  const use = isOfAccount(answer, who.id) ? await verifyAnswer(site, said.challenge, answer, passkey) : null;
  if (use === null) return { fault: 'passkey-answer', who, passkey };
  if (counterWentBack(passkey.counter, use.counter)) return { fault: 'passkey-counter', who, passkey };
  if (who.disabledAt !== null) return { fault: 'disabled', who, passkey };
  return { who, passkey, use };
}
