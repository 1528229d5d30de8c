import 'server-only';
import type { VerificationLink } from '../../../contracts/directory';
import type { KnownDocument } from '../../../kyc/document-types';
import type { AuditContext } from '../../audit/public';
import { DeskError } from '../../desk-error';
import { rememberIdentifiers } from '../../directory/public';
import { sentinel } from '../../sentinel/public';
import { audited } from '../audited';
import { withIdentifiers } from './locate';

/** The vendor refuses shorter and longer addresses (docs/sentinel-contract.md, `encrypt/url`). */
const EMAIL_LENGTH = { least: 10, most: 254 };

/**
 * Creates a link by which a customer verifies again. The agent passes it on to that customer alone. Only this answer
 * holds the link: no audit event, log or table does.
 *
 * The vendor makes the link for the owner of a contact. So the contact is read again first, and must still lead to this
 * customer.
 *
 * @param documents the documents to ask for; without it the vendor applies the client's own settings
 * @throws DeskError `audit_unavailable`, before Sentinel is asked; `not_found`; `invalid_request` for a customer
 *   without a contact that a link can be made for; SentinelError, `wrong-person` among them
 */
export async function createLink(
  uuid: string,
  documents: KnownDocument[] | undefined,
  audit: AuditContext,
): Promise<VerificationLink> {
  return await audited(audit, {
    action: 'customer.link-created',
    customer: uuid,
    intent: { documents: documents ?? [] },
    work: () => create(uuid, documents),
    outcome: () => ({}),
    // The link exists. If we hid it, the agent would create a second one.
    unrecorded: 'answer',
  });
}

async function create(uuid: string, documents: KnownDocument[] | undefined): Promise<VerificationLink> {
  const { email, phoneNumber } = await withIdentifiers(uuid, (known) => sentinel().openCustomer(known));
  await rememberIdentifiers([{ uuid, email, phoneNumber }]);
  const usable = email !== null && email.length >= EMAIL_LENGTH.least && email.length <= EMAIL_LENGTH.most;
  if (!usable && phoneNumber === null) {
    throw new DeskError('invalid_request', { code: 'no_contact_for_link' });
  }
  const link = await sentinel().createVerificationLink({
    ...(usable && { email }),
    ...(phoneNumber !== null && { phoneNumber }),
    ...(documents !== undefined && { documents }),
  });
  return { link };
}
