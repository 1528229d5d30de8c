import 'server-only';
import type { CustomerDocument } from '../../../contracts/customer';
import type { FieldPlace, RevealedField } from '../../../contracts/knowledge';
import type { GivenPurpose } from '../../../contracts/purpose';
import type { AuditContext } from '../../audit/public';
import { DeskError } from '../../desk-error';
import type { Identifiers } from '../../directory/public';
import { type SentinelCustomer, sentinel } from '../../sentinel/public';
import { audited } from '../audited';
import { purposeFor } from '../purpose';
import { withIdentifiers } from './locate';
import { lookAndSpend } from './look-and-spend';

/**
 * One field that the reader's role does not see, as Sentinel holds it now. The trail keeps the field's name, its
 * document's type and the purpose, never the value. The answer holds that field alone.
 *
 * @throws DeskError `purpose_required`, `invalid_request`, `audit_unavailable`, all before Sentinel is asked;
 *   `not_found`, also for a document that the customer does not have; SentinelError, `wrong-person` among them
 */
export async function revealField(
  uuid: string,
  place: FieldPlace,
  given: GivenPurpose | undefined,
  audit: AuditContext,
  signal: AbortSignal,
): Promise<RevealedField> {
  const purpose = await purposeFor(audit, uuid, { askedFor: 'reveal', given });
  const { known: contacts, done } = await lookAndSpend(audit, uuid, 'reveals');
  return await audited(audit, {
    action: 'customer.field-revealed',
    customer: uuid,
    intent: { field: place.field, ...('document' in place && { document: place.document.type }), ...purpose },
    spent: done,
    work: async () => {
      const ask = (known: Identifiers) => sentinel().openCustomer(known, signal);
      return pick(await withIdentifiers(uuid, ask, Promise.resolve(contacts)), place);
    },
    outcome: () => ({}),
    unrecorded: 'withhold',
  });
}

function pick(customer: SentinelCustomer, place: FieldPlace): RevealedField {
  if ('document' in place) {
    const { field } = place;
    const document = documentAt(customer, place.document);
    return { field, value: document[field], unreadable: givenOf(document, field) };
  }
  const { field } = place;
  return { field, value: customer[field], unreadable: givenOf(customer, field) };
}

function documentAt(
  { documents }: SentinelCustomer,
  { type, place }: { type: string; place: number },
): CustomerDocument {
  const found = documents.filter((document) => document.type === type)[place];
  // The customer may have handed in another one since the page was loaded.
  if (found === undefined) throw new DeskError('not_found', { code: 'no_such_document' });
  return found;
}

function givenOf({ unreadable = [] }: Pick<SentinelCustomer | CustomerDocument, 'unreadable'>, field: string) {
  return unreadable.find((one) => one.field === field)?.given ?? null;
}
