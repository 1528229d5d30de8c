import 'server-only';
import type { KnownRecord, OpenedCustomer } from '../../../contracts/customer';
import type { AuditContext } from '../../audit/public';
import { knownRecord, mergedWith, type Noted, noteOpened } from '../../directory/public';
import { env } from '../../env';
import { type SentinelCustomer, sentinel } from '../../sentinel/public';
import { labelStatus } from '../../status-labels';
import { audited } from '../audited';
import { NOTHING_TO_FREE } from '../spending';
import { isOutage, patienceOf, type Waiter, type WhileWaiting, whileWaiting } from '../while-waiting';
import { withIdentifiers } from './locate';
import { lookAndSpend } from './look-and-spend';
import { customerSeenBy, rowSeenBy } from './seen-by';

/**
 * One customer, without images, with the directory's row of the customer; or that row alone until Sentinel answers
 * (`docs/decisions.md`, 13). The intent is recorded before Sentinel is asked and before anything is shown. One call of
 * Sentinel, one intent and one outcome, whatever is shown. Both hold what the actor may see.
 *
 * @param waiter decides how long to wait for Sentinel before the directory's rows are handed on
 * @throws nothing itself. The answer rejects with DeskError `budget_spent`, `audit_unavailable`, `not_found`; SentinelError,
 *   `wrong-person` when the contact leads to another customer
 */
export async function openCustomer(
  uuid: string,
  waiter: Waiter,
  audit: AuditContext,
  signal: AbortSignal,
): Promise<WhileWaiting<OpenedCustomer, KnownRecord>> {
  const contacts = lookAndSpend(audit, uuid, 'openings').then(({ known }) => known);
  // Without an intent no work waits for this promise, and an unhandled rejection would end the process.
  contacts.catch(() => {});
  // A customer whose contact has led to another person is not told by the directory.
  const showable = async () => {
    const looked = await contacts.catch(() => null);
    if (looked === null || looked.shown === null) return null;
    const isOther = looked.isRefused || looked.contacts.some(({ refusedEmail }) => refusedEmail !== undefined);
    const known = isOther ? null : await knownRecord(looked.shown);
    return known && { ...known, row: rowSeenBy(audit, known.row) };
  };
  const state: { known: KnownRecord | null; begun: () => void } = { known: null, begun: () => {} };
  const begun = new Promise<void>((resolve) => {
    state.begun = resolve;
  });
  const opened = async () =>
    await audited(audit, {
      action: 'customer.opened',
      customer: uuid,
      intent: {},
      spent: NOTHING_TO_FREE,
      work: async () => {
        state.begun();
        try {
          const readAt = new Date();
          const found = await withIdentifiers(uuid, (known) => sentinel().openCustomer(known, signal), contacts);
          const known = await contacts;
          return { found, readAt, known, noted: known.shown && mergedWith(found, known.shown) };
        } catch (error) {
          if (isOutage(error)) state.known ??= await showable();
          throw error;
        }
      },
      beside: ({ found, readAt, known }) => noteOpened(found, readAt, known),
      outcome: () => ({}),
      failed: () => (state.known === null ? null : { shown: 'directory' }),
      unrecorded: 'withhold',
    });
  // Nothing is recorded of an opening that the budget refuses: a flood of refusals must not flood the trail.
  const answer = contacts.then(opened).then(({ found, noted }) => customerSeenBy(audit, toCustomer(found, noted)));
  answer.catch(() => {});
  const waited = await whileWaiting(answer, patienceOf(waiter), async () => {
    // Nothing is shown before the intent is durable.
    await Promise.race([begun, answer.catch(() => {})]);
    state.known ??= await showable();
    return state.known;
  });
  return { ...waited, answer };
}

function toCustomer(found: SentinelCustomer, noted: Noted | null): Omit<OpenedCustomer, 'hidden'> {
  const labels = env().SENTINEL_STATUS_LABELS;
  return {
    ...found,
    status: labelStatus(found.status, labels),
    asOf: new Date().toISOString(),
    row: noted && { ...noted.row, status: labelStatus(noted.row.status, labels) },
    changedContact: noted?.changedContact ?? [],
  };
}
