import 'server-only';
import type { VerificationLink } from '../../../contracts/directory';
import type { AskedPurpose } from '../../../contracts/requests';
import { type GuardReason, guardLink } from '../../../contracts/takeover';
import type { KnownDocument } from '../../../kyc/document-types';
import { type ApprovalValues, beginLink, fingerprintsOf } from '../../approvals/public';
import { type AuditContext, auditKeys } from '../../audit/public';
import { db } from '../../db/public';
import { DeskError } from '../../desk-error';
import { rememberIdentifiers } from '../../directory/public';
import { env } from '../../env';
import { sentinel } from '../../sentinel/public';
import { carryOut } from '../approvals/carry-out';
import { audited } from '../audited';
import { callerChecked, contactHistory, secondPerson, tellWarned } from './guard';
import { locate, withIdentifiers } from './locate';
import { inContactTurn } from './write-contact';

/** The vendor refuses shorter and longer addresses (docs/sentinel-contract.md, `encrypt/url`). */
const EMAIL_LENGTH = { least: 10, most: 254 };

/**
 * Creates a link by which a customer verifies again. The agent passes it on to that customer alone. Only this answer
 * holds the link: no audit event, log or table does.
 *
 * The vendor makes the link for the owner of a contact. So the contact is read again first, and must still lead to this
 * customer.
 *
 * Soon after a correction the link would go to the new contact: then it needs a second person's approval. An approved link
 * is created by its maker, who calls this once more; nothing could hand it over from the colleague without writing it
 * down. The approval is good for one link to the contact that the colleague saw.
 *
 * @param documents the documents to ask for; without it the vendor applies the client's own settings
 * @throws DeskError `audit_unavailable`, before Sentinel is asked; `not_found`; `approval_required`: no link was made;
 *   `invalid_request` for a customer without a contact that a link can be made for; SentinelError, `wrong-person` among
 *   them
 */
export async function createLink(
  uuid: string,
  { documents, why }: { documents?: KnownDocument[] | undefined; why?: AskedPurpose | undefined },
  audit: AuditContext,
): Promise<VerificationLink> {
  const { link, warned } = await audited(audit, {
    action: 'customer.link-created',
    customer: uuid,
    intent: { documents: documents ?? [] },
    work: () => create(uuid, documents, why, audit),
    outcome: (created) => ({
      ...(created.warned && { warned: created.warned }),
      ...(created.approval && { approval: created.approval }),
    }),
    // The link exists. If we hid it, the agent would create a second one.
    unrecorded: 'answer',
  });
  await tellWarned(audit, warned);
  return { link };
}

interface Created {
  link: string;
  warned?: GuardReason | undefined;
  approval?: string | undefined;
}

async function create(
  uuid: string,
  documents: KnownDocument[] | undefined,
  why: AskedPurpose | undefined,
  audit: AuditContext,
): Promise<Created> {
  // Before the turn, as a correction does.
  await locate(uuid);
  return await inContactTurn(uuid, async () => {
    const { email, phoneNumber } = await withIdentifiers(uuid, (known) => sentinel().openCustomer(known));
    await rememberIdentifiers([{ uuid, email, phoneNumber }]);
    const usable = email !== null && email.length >= EMAIL_LENGTH.least && email.length <= EMAIL_LENGTH.most;
    if (!usable && phoneNumber === null) {
      throw new DeskError('invalid_request', { code: 'no_contact_for_link' });
    }
    const ask = () =>
      sentinel().createVerificationLink({
        ...(usable && { email }),
        ...(phoneNumber !== null && { phoneNumber }),
        ...(documents !== undefined && { documents }),
      });
    const history = await contactHistory(uuid);
    const reason = guardLink(history.corrections);
    const values: ApprovalValues = { kind: 'link', contact: { email, phoneNumber }, documents: documents ?? null };
    const begun = reason === null ? null : await takeApproved(uuid, values, audit);
    if (begun !== null) return { link: await carryOut(audit, begun, null, ask), approval: begun.id };
    const asked = { customer: uuid, values, why, callerCheck: callerChecked(audit, history), changes: [] };
    const warned = await secondPerson(reason, audit, asked);
    return { link: await ask(), warned };
  });
}

async function takeApproved(uuid: string, values: ApprovalValues, { actor }: AuditContext) {
  if (env().TAKEOVER_GUARD !== 'enforce' || actor.id === null) return null;
  const prints = fingerprintsOf(auditKeys(), uuid, values);
  return await beginLink(db(), { customer: uuid, makerId: actor.id, prints });
}
