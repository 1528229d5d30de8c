import 'server-only';

import { accountEmail } from '../../../writing/contacts';
import { type AuditContext, fingerprint, trail } from '../../audit/public';
import type { Account } from '../../auth/public';
import { describeError, log } from '../../log';
import { singleton } from '../../singleton';

export type RefusalReason = 'wrong-pair' | 'wrong-code' | 'disabled';

/** Of a process, for e-mails that nobody here has. */
const STRANGERS_A_MINUTE = 30;

export interface Refusal {
  /** As it was typed; kept as a keyed HMAC, since people type their password into the wrong box. */
  email: string;
  /** Whose e-mail it is, if anybody's. */
  account: Pick<Account, 'id' | 'email' | 'role'> | undefined;
  reason: RefusalReason;
  /** Whether this attempt has begun a lock. */
  locks: boolean;
  address: string | null;
  /** With a session that is to be proved again. */
  sessionId?: string;
}

/**
 * Records a refused sign-in, and the lock that it has begun. Failing to do so lets nobody in, so it only goes to the log.
 *
 * What strangers can make the trail grow by is bounded. An attempt during a lock isn't judged and leaves no event. With
 * the e-mail of an account that is 25 events, then one a minute (`lockout.ts`), times the accounts there are. E-mails
 * that nobody has can be made up without end: of those {@link STRANGERS_A_MINUTE} a minute are recorded, the others
 * counted in the log.
 */
export async function noteRefusal({ email, account, reason, locks, address, sessionId }: Refusal): Promise<void> {
  if (account === undefined && !strangersMayBeRecorded()) return;
  const actor = account
    ? { id: account.id, email: account.email, role: account.role }
    : { id: null, email: null, role: null };
  const context: AuditContext = { actor, sessionId: sessionId ?? null, requestId: null, address };
  const attempted = fingerprint(trail().keys.current, `email:${accountEmail(email)}`);
  try {
    await trail().record(context, 'session.refused', { method: 'password', reason, attempted }, { outcome: reason });
    if (locks) await trail().record(context, 'session.locked-out', { attempted });
  } catch (error) {
    log().error({ event: 'audit', action: 'session.refused', error: describeError(error) });
  }
}

function strangersMayBeRecorded(): boolean {
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
