import 'server-only';
import type { OpenedCustomer } from '../../../contracts/customer';
import type { AuditContext } from '../../audit/public';
import { mergedWith, type Noted, noteOpened } from '../../directory/public';
import { env } from '../../env';
import { type SentinelCustomer, sentinel } from '../../sentinel/public';
import { labelStatus } from '../../status-labels';
import { audited } from '../audited';
import { startLooking, withIdentifiers } from './locate';

/**
 * One customer, without images, with the directory's row of the customer. The intent is recorded before Sentinel is asked.
 * @throws DeskError `audit_unavailable`, `not_found`; SentinelError, `wrong-person` when the contact leads to another
 *   customer
 */
export async function openCustomer(uuid: string, audit: AuditContext, signal: AbortSignal): Promise<OpenedCustomer> {
  const contacts = startLooking(uuid);
  const { found, noted } = await audited(audit, {
    action: 'customer.opened',
    customer: uuid,
    intent: {},
    work: async () => {
      const readAt = new Date();
      const found = await withIdentifiers(uuid, (known) => sentinel().openCustomer(known, signal), contacts);
      const known = await contacts;
      return { found, readAt, known, noted: known.shown && mergedWith(found, known.shown) };
    },
    beside: ({ found, readAt, known }) => noteOpened(found, readAt, known),
    outcome: () => ({}),
    unrecorded: 'withhold',
  });
  return toCustomer(found, noted);
}

function toCustomer(found: SentinelCustomer, noted: Noted | null): OpenedCustomer {
  const labels = env().SENTINEL_STATUS_LABELS;
  return {
    ...found,
    status: labelStatus(found.status, labels),
    asOf: new Date().toISOString(),
    row: noted && { ...noted.row, status: labelStatus(noted.row.status, labels) },
    changedContact: noted?.changedContact ?? [],
  };
}
