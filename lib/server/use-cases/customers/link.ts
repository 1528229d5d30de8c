import 'server-only';
import type { VerificationLink } from '../../../contracts/directory';
import type { KnownDocument } from '../../../kyc/document-types';
import type { AuditContext } from '../../audit/public';
import { DeskError } from '../../desk-error';
import { rememberIdentifiers } from '../../directory/public';
import { sentinel } from '../../sentinel/public';
import { audited } from '../audited';
import { withIdentifiers } from './locate';

/** sentinel-contract.md, `encrypt/url`: shorter or longer addresses are refused. */
const EMAIL_LENGTH = { least: 10, most: 254 };

/**
 * A link by which a customer verifies again, to be passed on to them and to nobody else. It is in this answer alone:
 * not in the trail, not in a log, not in the database.
 *
 * The link is for whoever has the contact, so the contact is read again first, and must still lead to this customer.
 *
 * @param documents which ones to ask for; the client's own settings unless some are given
 * @throws DeskError `audit_unavailable`, before Sentinel is asked; `not_found`; `invalid_request` for a customer without
 *   a contact that a link can be made for; SentinelError, `wrong-person` among them
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
    // It exists, and whoever isn't given it makes a second one.
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
