import type { Customer } from '../contracts/customer';
import { NOTE } from '../contracts/notes';
import type { KnownDocument } from '../kyc/document-types';
import { compareOcr } from '../kyc/ocr-compare';
import { documentLabel } from './documents';
import { NOTE_WORDS } from './notes';
import { formatCount, formatFacts } from './numbers';
import { VERDICT_WORDS } from './verdict';

/**
 * The beginning of a note that says what differs: names of documents and fields alone, because a note may hold no number
 * or e-mail address of a customer. A field that OCR read several times is named once. Documents that the note has no room
 * for are left out. Empty where nothing differs.
 */
export function differenceNote(customer: Pick<Customer, 'documents'> & Parameters<typeof compareOcr>[1]): string {
  const places = new Map<KnownDocument, number>();
  return customer.documents.reduce((text, document) => {
    const place = places.get(document.type) ?? 0;
    places.set(document.type, place + 1);
    const different = compareOcr(document, customer).filter(({ result }) => result === 'different');
    if (different.length === 0) return text;
    const fields = [...new Set(different.map(({ label }) => label))];
    const line = NOTE_WORDS.ofDocument(nameOf(document.type, place), formatFacts(fields));
    const longer = `${text || NOTE_WORDS.differs}\n${line}`;
    return longer.length <= NOTE.most ? longer : text;
  }, '');
}

/** By its label, with its number among several of one type. */
function nameOf(type: KnownDocument, place: number): string {
  const label = documentLabel(type);
  return place === 0 ? label : VERDICT_WORDS.numbered(label, formatCount(place + 1));
}
