import 'server-only';

import type { PasskeyFault } from '../../../contracts/audit-values';
import { accountEmail } from '../../../writing/contacts';
import { type AuditContext, fingerprint, trail } from '../../audit/public';
import type { Account } from '../../auth/public';
import { describeError, log } from '../../log';
import { currentRequestId } from '../../request-scope';
import { singleton } from '../../singleton';

export type RefusalReason = 'wrong-pair' | 'wrong-code' | 'disabled' | PasskeyFault;

/** Recorded refusals a minute and process for e-mails without an account. */
const STRANGERS_A_MINUTE = 30;

export interface Refusal {
  /** The e-mail as it was typed. Kept as a keyed HMAC, because people type their password into the wrong box. */
  email: string;
  /** The account with this e-mail. */
  account: Pick<Account, 'id' | 'email' | 'role'> | undefined;
  reason: RefusalReason;
  /** Whether this attempt began a lock. */
  locks: boolean;
  address: string | null;
  /** The session that a step-up is for. */
  sessionId?: string;
}

/** The longest time between an answer and its event, ms. */
const LATER = 100;

/**
 * Records a refused sign-in after its answer has left. Else the answer would tell by its time whether the e-mail has an
 * account, because the trail takes events of strangers only within a budget. The moment is drawn at random, so that the
 * next answer doesn't tell it either. The cost: a process that ends within {@link LATER} loses the event of a refusal.
 */
export function noteRefusalLater(refusal: Refusal): void {
  setTimeout(() => void noteRefusal(refusal), LATER * (0.2 + 0.8 * Math.random()));
}

/**
 * Records a refused sign-in, and the lock that it began. A failing write only goes to the log, because the sign-in
 * stays refused either way.
 *
 * Strangers must not fill the trail, so the number of events is bounded. An attempt during a lock is not judged and
 * leaves no event. The e-mail of an account gives strangers 25 events, then one a minute, and each browser that knows it
 * five and then one an hour (`lockout.ts`). E-mails without an account can be made up without end: {@link STRANGERS_A_MINUTE} of those a minute are recorded, and the log counts the
 * others.
 */
export async function noteRefusal({ email, account, reason, locks, address, sessionId }: Refusal): Promise<void> {
  if (account === undefined && !strangersMayBeRecorded()) return;
  const actor = account
    ? { id: account.id, email: account.email, role: account.role }
    : { id: null, email: null, role: null };
  const context: AuditContext = { actor, sessionId: sessionId ?? null, requestId: currentRequestId(), address };
  const attempted = fingerprint(trail().keys.current, `email:${accountEmail(email)}`);
  try {
    await trail().record(context, 'session.refused', { method: 'password', reason, attempted }, { outcome: reason });
    if (locks) await trail().record(context, 'session.locked-out', { attempted });
  } catch (error) {
    log().error({ event: 'audit', action: 'session.refused', error: describeError(error) });
  }
}

/** Whether one more refusal of somebody who has proved nothing may be recorded in this minute. */
export function strangersMayBeRecorded(): boolean {
  const minute = Math.floor(Date.now() / 60_000);
  const count = singleton('strangers', () => ({ minute, events: 0 }));
  if (count.minute !== minute) {
    if (count.events > STRANGERS_A_MINUTE) {
      log().warn({ event: 'sign-in', unrecordedRefusals: count.events - STRANGERS_A_MINUTE });
    }
    Object.assign(count, { minute, events: 0 });
  }
  count.events += 1;
  return count.events <= STRANGERS_A_MINUTE;
}
