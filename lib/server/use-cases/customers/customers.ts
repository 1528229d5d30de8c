import 'server-only';
import type { Customer, CustomerPage } from '../../../contracts/customer';
import type { ListParams } from '../../../contracts/list-params';
import type { LookupBody } from '../../../contracts/requests';
import { toE164 } from '../../../writing/phones';
import type { AuditContext } from '../../audit/trail';
import { DeskError } from '../../desk-error';
import { rememberIdentifiers } from '../../directory/identifiers';
import { noteCustomer, noteRows } from '../../directory/seen';
import { env } from '../../env';
import type { SentinelCustomer } from '../../sentinel/customer';
import { sentinel } from '../../sentinel/instance';
import { labelStatus } from '../../status-labels';
import { audited, recorded } from '../audited';
import { withIdentifiers } from './locate';

/**
 * One page of the vendor's live list.
 * @throws SentinelError; DeskError `audit_unavailable`, `sentinel_malformed` when no row could be read: that must not look like "no customers"
 */
export function listCustomers(params: ListParams, audit: AuditContext, signal: AbortSignal): Promise<CustomerPage> {
  return recorded(audit, { action: 'customers.listed', work: () => list(params, signal), detail: () => params });
}

async function list(params: ListParams, signal: AbortSignal): Promise<CustomerPage> {
  const readAt = new Date();
  const answer = await sentinel().listCustomers(params, signal);
  if (answer.rows.length === 0 && answer.skippedRows > 0) throw new DeskError('sentinel_malformed');
  await rememberIdentifiers(answer.rows);
  noteRows(answer.rows, readAt);
  const labels = env().SENTINEL_STATUS_LABELS;
  return {
    rows: answer.rows.map(({ documentNumbers: _, ...row }) => ({ ...row, status: labelStatus(row.status, labels) })),
    page: answer.page,
    perPage: answer.perPage,
    total: answer.total,
    lastPage: answer.lastPage,
    asOf: new Date().toISOString(),
  };
}

/**
 * Finds a customer by an exact e-mail, a phone number, or both (e-mail first, as the vendor matches).
 * @throws DeskError `audit_unavailable`, `not_found`, `invalid_request` for a phone number that can't be one; SentinelError
 */
export async function lookUpCustomer(
  by: LookupBody,
  audit: AuditContext,
  signal: AbortSignal,
): Promise<SentinelCustomer> {
  const fields = (['email', 'phoneNumber'] as const).filter((field) => by[field] !== undefined);
  return await recorded(audit, {
    action: 'customer.looked-up',
    customer: (found) => found.uuid,
    work: () => lookUp(by, signal),
    detail: () => ({ by: fields }),
  });
}

async function lookUp(by: LookupBody, signal: AbortSignal): Promise<SentinelCustomer> {
  const phoneNumber = by.phoneNumber === undefined ? undefined : phoneOrRefuse(by.phoneNumber);
  const readAt = new Date();
  const found = await sentinel().lookUp(
    { ...(by.email !== undefined && { email: by.email }), ...(phoneNumber !== undefined && { phoneNumber }) },
    signal,
  );
  await rememberIdentifiers([found]);
  await noteCustomer(found, readAt);
  return found;
}

/**
 * One customer, without images; recorded before Sentinel is asked.
 * @throws DeskError `audit_unavailable`, `not_found`; SentinelError, `wrong-person` when the contact leads to somebody else
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

/**
 * Any usual writing of a phone number as E.164.
 * @throws DeskError `invalid_request` naming `phoneNumber`
 */
export function phoneOrRefuse(written: string): string {
  const number = toE164(written);
  if (number !== null) return number;
  const problem = 'is not a phone number: write it like 050 123 4567 or +44 7400 123456';
  throw new DeskError('invalid_request', `This ${problem}.`, { fields: { phoneNumber: problem } });
}

function toCustomer(found: SentinelCustomer): Customer {
  return {
    ...found,
    status: labelStatus(found.status, env().SENTINEL_STATUS_LABELS),
    asOf: new Date().toISOString(),
  };
}
