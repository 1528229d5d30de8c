import 'server-only';
import type { PasskeyAnswer } from '../../../contracts/passkeys';
import type { AuditContext } from '../../audit/public';
import { trail } from '../../audit/public';
import { type ChangeScope, type JudgedAnswer, judgeAnswer } from '../../auth/public';
import { describeError, log } from '../../log';
import { strangersMayBeRecorded } from './refusals';

/** An answer of an authenticator, and the secret of the browser's cookie or the session that asked for it. */
export interface ShownPasskey {
  answer: PasskeyAnswer;
  purpose: 'sign-in' | 'proof';
  boundTo: string;
}

/** A person whom a passkey has proved. The use is not recorded yet. */
export type PasskeyProof = Extract<JudgedAnswer, { use: unknown }>;

/**
 * Recognises a person by a passkey, and records a refusal. Nothing counts towards a lock, because a signature cannot be
 * guessed, and because a lock would let strangers keep a person out.
 *
 * @param owner the account that must be the passkey's; any account unless given
 * @returns `null` for an answer that proves nothing
 * @throws DeskError `forbidden` where there are no passkeys
 */
export async function recognisePasskey(
  { db, audit }: Pick<ChangeScope, 'db' | 'audit'>,
  { answer, purpose, boundTo }: ShownPasskey,
  owner?: string,
): Promise<PasskeyProof | null> {
  const judged = await judgeAnswer(db, { purpose, boundTo }, answer);
  if ('fault' in judged) {
    await noteFault(audit, judged);
    return null;
  }
  if (owner === undefined || judged.who.id === owner) return judged;
  await noteFault(audit, { ...judged, fault: 'passkey-unknown' });
  return null;
}

/**
 * Records a refusal. A failing write only goes to the log, because the answer stays refused either way.
 *
 * Strangers must not fill the trail. Answers for a passkey of ours are bounded: each takes a challenge, of which a network
 * has few (`passkey-challenges.ts`), and the passkey's id, which is told to nobody. The others can be made up without end,
 * so they share the bound of unknown e-mails.
 */
async function noteFault(audit: AuditContext, { fault, who, passkey }: Extract<JudgedAnswer, { fault: unknown }>) {
  if (passkey === undefined && !strangersMayBeRecorded()) return;
  const actor = who ? { id: who.id, email: who.email, role: who.role } : { id: null, email: null, role: null };
  const detail = { method: 'passkey', reason: fault, ...(passkey && { passkey: passkey.id }) } as const;
  try {
    await trail().record(
      { ...audit, actor: audit.actor.id === null ? actor : audit.actor },
      'session.refused',
      detail,
      {
        outcome: fault,
      },
    );
  } catch (error) {
    log().error({ event: 'audit', action: 'session.refused', error: describeError(error) });
  }
}
