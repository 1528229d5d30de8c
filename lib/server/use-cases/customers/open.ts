import 'server-only';
import type { Customer } from '../../../contracts/customer';
import type { AuditContext } from '../../audit/public';
import { noteCustomer, rememberIdentifiers } from '../../directory/public';
import { env } from '../../env';
import { type SentinelCustomer, sentinel } from '../../sentinel/public';
import { labelStatus } from '../../status-labels';
import { audited } from '../audited';
import { withIdentifiers } from './locate';

/**
 * One customer, without images. The intent is recorded before Sentinel is asked.
 * @throws DeskError `audit_unavailable`, `not_found`; SentinelError, `wrong-person` when the contact leads to another
 *   customer
 */
export function openCustomer(uuid: string, audit: AuditContext, signal: AbortSignal): Promise<Customer> {
  return audited(audit, {
    action: 'customer.opened',
    customer: uuid,
    intent: {},
    work: async () => {
      const readAt = new Date();
      const found = await withIdentifiers(uuid, (known) => sentinel().openCustomer(known, signal));
      await rememberIdentifiers([found]);
      await noteCustomer(found, readAt);
      return toCustomer(found);
    },
    outcome: () => ({}),
    unrecorded: 'withhold',
  });
}

function toCustomer(found: SentinelCustomer): Customer {
  return {
    ...found,
    status: labelStatus(found.status, env().SENTINEL_STATUS_LABELS),
    asOf: new Date().toISOString(),
  };
}
