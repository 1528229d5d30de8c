import 'server-only';
import { CONTACT_FIELDS } from '../../../contracts/audit-values';
import type { ContactPatch, SavedContact } from '../../../contracts/requests';
import { type GuardReason, guardCorrection } from '../../../contracts/takeover';
import type { AuditContext } from '../../audit/public';
import { DeskError } from '../../desk-error';
import { callerChecked, contactHistory, needsCallerCheck, secondPerson, tellWarned } from './guard';
import { phoneOrRefuse } from './look-up';
import { maskedChanges, writeContact } from './write-contact';

/**
 * Corrects a customer's e-mail, phone number or both (`write-contact.ts`). Where the desk asks for it, only after a
 * caller check that this person passed; and where the correction would hand the customer over, only after a second
 * person's approval (`docs/decisions.md`, decisions 44 and 45).
 *
 * @throws DeskError `caller_check_required`, before Sentinel is asked; `approval_required`: nothing was written, and a
 *   request waits; `purpose_required`, where the request is to say what it is for; as `writeContact`
 */
export async function correctContact(uuid: string, patch: ContactPatch, audit: AuditContext): Promise<SavedContact> {
  const { expected, why } = patch;
  const wanted = {
    ...(patch.email !== undefined && { email: patch.email }),
    ...(patch.phoneNumber !== undefined && { phoneNumber: phoneOrRefuse(patch.phoneNumber) }),
  };
  const callerCheck = callerChecked(audit, await contactHistory(uuid));
  let warned: GuardReason | undefined;
  const saved = await writeContact(audit, {
    ...{ uuid, wanted, expected },
    about: { callerCheck },
    first: () => {
      if (callerCheck === 'not-passed' && needsCallerCheck(audit)) throw new DeskError('caller_check_required');
    },
    settle: async (change, intent) => {
      // In the turn, so that two corrections at one moment see each other.
      const { corrections } = await contactHistory(uuid);
      const reason = guardCorrection(
        CONTACT_FIELDS.filter((field) => change[field] !== undefined),
        corrections.filter(({ seq }) => seq !== intent),
      );
      warned = await secondPerson(reason, audit, {
        ...{ customer: uuid, callerCheck, why },
        values: { kind: 'correction', expected, wanted: change },
        changes: maskedChanges(change, expected),
      });
      return warned;
    },
  });
  await tellWarned(audit, warned);
  return saved;
}
