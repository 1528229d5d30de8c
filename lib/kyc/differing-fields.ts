import type { Customer } from '../contracts/customer';
import type { KnownDocument } from './document-types';
import { compareOcr } from './ocr-compare';
import type { DocumentAt } from './verdict';

/** A document and the names of its fields that OCR read in another way than they are on file. */
export interface DifferingFields {
  document: DocumentAt;
  labels: string[];
}

/** The documents with differing fields, in the order of the page. A field that OCR read several times is named once. */
export function differingFields(customer: Customer): DifferingFields[] {
  const places = new Map<KnownDocument, number>();
  return customer.documents.flatMap((document) => {
    const place = places.get(document.type) ?? 0;
    places.set(document.type, place + 1);
    const different = compareOcr(document, customer).filter(({ result }) => result === 'different');
    const labels = [...new Set(different.map(({ label }) => label))];
    return labels.length === 0 ? [] : [{ document: { type: document.type, place }, labels }];
  });
}
