import type { DocumentSummary, OpenedCustomer } from '@/lib/contracts/customer';
import type { FieldPlace, RevealedField } from '@/lib/contracts/knowledge';

/** How long a revealed field stays on screen, ms: as long as images do. */
const REVEALED_STAYS = 5 * 60_000;

/** A revealed field and when it came, epoch ms. */
export interface Revealed extends RevealedField {
  at: number;
}

/** The revealed fields of one customer, by {@link placeKey}. They live in the page's state alone. */
export type RevealedFields = ReadonlyMap<string, Revealed>;

export function placeKey(place: FieldPlace): string {
  return 'document' in place ? `${place.document.type} ${place.document.place} ${place.field}` : place.field;
}

/** The fields that may stay at this moment. The same map when none has to go, so that nothing is drawn again. */
export function stillRevealed(revealed: RevealedFields, now: number): RevealedFields {
  const staying = [...revealed].filter(([, { at }]) => now - at < REVEALED_STAYS);
  return staying.length === revealed.size ? revealed : new Map(staying);
}

/** Where a document stands among the customer's documents of its type. */
export function documentPlace(documents: readonly DocumentSummary[], index: number): number {
  const type = documents[index]?.type;
  return documents.slice(0, index).filter((one) => one.type === type).length;
}

/** The document that stands at this place among the customer's documents of its type. */
export function documentAt<D extends DocumentSummary>(
  documents: readonly D[],
  type: string,
  place: number,
): D | undefined {
  return documents.filter((one) => one.type === type)[place];
}

/** The customer with the revealed values in their places, as if the answer had held them. */
export function withRevealed(customer: OpenedCustomer, revealed: RevealedFields): OpenedCustomer {
  if (customer.hidden === null || revealed.size === 0) return customer;
  const { person, documents } = customer.hidden;
  return {
    ...filled(customer, person, (field) => revealed.get(placeKey({ field }))),
    documents: customer.documents.map((document, index) => {
      const place = { type: document.type, place: documentPlace(customer.documents, index) };
      return filled(document, documents, (field) => revealed.get(placeKey({ field, document: place })));
    }),
  };
}

interface Readable {
  unreadable?: { field: string; given: string }[];
}

function filled<T extends Readable, Field extends string>(
  record: T,
  fields: readonly Field[],
  find: (field: Field) => Revealed | undefined,
): T {
  const found = fields.flatMap((field) => find(field) ?? []);
  if (found.length === 0) return record;
  const values = Object.fromEntries(found.map(({ field, value }) => [field, value]));
  const odd = found.flatMap(({ field, unreadable }) => (unreadable === null ? [] : [{ field, given: unreadable }]));
  return { ...record, ...values, ...(odd.length > 0 && { unreadable: [...(record.unreadable ?? []), ...odd] }) };
}
