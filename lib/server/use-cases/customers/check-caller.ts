import 'server-only';
import {
  type CallerCheckAnswer,
  type CallerSays,
  CLOSING,
  POINTS_NEEDED,
  pointsOf,
} from '../../../contracts/caller-check';
import { itemsOf, judgeCaller, unusable } from '../../../kyc/caller-check';
import { alert } from '../../alerts/public';
import type { AuditContext } from '../../audit/public';
import { inTurn } from '../../db/public';
import { DeskError } from '../../desk-error';
import { env } from '../../env';
import { sentinel } from '../../sentinel/public';
import { audited, recorded } from '../audited';
import { closedUntil, contactHistory, refusedItems } from './guard';
import { withIdentifiers } from './locate';

/** How long a check waits for another check of the same customer, ms. */
const TURN_TIMEOUT = 8_000;

/**
 * Compares what a caller says with Sentinel's record, and answers match or no match: nothing of the record itself. The
 * trail keeps the kinds of items and whether the check was passed.
 *
 * Checks of one customer take turns across replicas, and each is recorded within its turn. So of many parallel tries no
 * more are judged than may be wrong before the check closes.
 *
 * @throws DeskError `invalid_request`, before Sentinel is asked; `caller_check_closed` with the time; `not_found`, also
 *   at a desk without the check; `audit_unavailable`; `busy`; SentinelError, `wrong-person` among them. None of these
 *   counts as a wrong check
 */
export async function checkCaller(uuid: string, says: CallerSays, audit: AuditContext): Promise<CallerCheckAnswer> {
  if (env().CALLER_CHECK === 'off') throw new DeskError('not_found', { code: 'nothing_here' });
  const items = itemsOf(says);
  const wrong = unusable(says);
  if (wrong.length > 0) throw refusedItems(wrong);
  if (pointsOf(items) < POINTS_NEEDED) throw new DeskError('invalid_request', { code: 'too_few_items' });
  return await inTurn(`caller-check:${uuid}`, TURN_TIMEOUT, busy, async () => {
    let before = 0;
    const { result, ...answer } = await audited(audit, {
      action: 'customer.caller-checked',
      customer: uuid,
      intent: { items },
      work: async () => {
        const { checks } = await contactHistory(uuid);
        const until = closedUntil(checks, Date.now());
        if (until !== null) throw closed(until);
        before = checks.filter((one) => one.result === 'wrong' && one.minutesAgo < CLOSING.withinMinutes).length;
        return judgeCaller(says, await withIdentifiers(uuid, (known) => sentinel().openCustomer(known)));
      },
      outcome: (judged) => ({ result: judged.result }),
      unrecorded: 'withhold',
    });
    if (result === 'wrong' && before + 1 >= CLOSING.wrong) await recordClosing(uuid, audit);
    return answer;
  });
}

/** Also recorded is that the check closes: colleagues read that as one event. */
async function recordClosing(uuid: string, audit: AuditContext): Promise<void> {
  await recorded(audit, {
    action: 'customer.caller-check-closed',
    customer: () => uuid,
    work: async () => closedUntil((await contactHistory(uuid)).checks, Date.now()) ?? Date.now(),
    detail: (until) => ({ until: new Date(until).toISOString() }),
  });
  if (audit.actor.id !== null) await alert('caller-check-closed', { account: audit.actor.id });
}

function closed(until: number): DeskError {
  const retryAfter = Math.ceil((until - Date.now()) / 1_000);
  const problem = { code: 'closed_until', until: new Date(until).toISOString() } as const;
  return new DeskError('caller_check_closed', problem, { retryAfter });
}

function busy(): DeskError {
  return new DeskError('busy');
}
