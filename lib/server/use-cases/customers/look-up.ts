import 'server-only';
import type { LookupBody } from '../../../contracts/requests';
import { toE164 } from '../../../writing/phones';
import type { AuditContext } from '../../audit/public';
import { DeskError } from '../../desk-error';
import { noteCustomer, rememberIdentifiers } from '../../directory/public';
import { type SentinelCustomer, sentinel } from '../../sentinel/public';
import { recorded } from '../audited';

/**
 * Finds a customer by an exact e-mail, a phone number, or both (e-mail first, as the vendor matches).
 * @throws DeskError `audit_unavailable`, `not_found`, `invalid_request` for an impossible phone number; SentinelError
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
 * Reads a phone number in any usual writing. @returns the number in E.164
 * @throws DeskError `invalid_request` naming `phoneNumber`
 */
export function phoneOrRefuse(written: string): string {
  const number = toE164(written);
  if (number !== null) return number;
  const problem = { code: 'not_a_phone_number' } as const;
  throw new DeskError('invalid_request', problem, { fields: { phoneNumber: problem } });
}
