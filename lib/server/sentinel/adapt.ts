import 'server-only';
import type { CustomerDocument, DocumentSummary } from '../../contracts/customer';
import { DOCUMENTS, documentTypeOf } from '../../kyc/document-types';
import type { SentinelCustomer, SentinelRow } from './customer';
import { readOcr } from './ocr';
import { readNumberText, UNREADABLE } from './values';
import { numberNames, type WireCustomer, type WireDocument, type WireRow, type WireSummary } from './wire';

/** Longer texts are no document numbers. */
const MAX_NUMBER = 1_000;

/** Turns the vendor's row of the list into ours. */
export function adaptRow({ documents, expiredIds, ...person }: WireRow): SentinelRow {
  return {
    ...person,
    documents: documents.map(toSummary),
    expiredDocuments: documentNames(expiredIds),
    documentNumbers: documents.flatMap(numberInRow),
  };
}

/** Turns the vendor's detail answer into ours. Image fields never get here: `wire.ts` doesn't know them. */
export function adaptCustomer({ raw, documents, ...person }: WireCustomer): SentinelCustomer {
  return { ...person, documents: documents.map((document) => adaptDocument(document, raw)) };
}

/** Document types by our keys, whichever spelling the vendor used, each once. Unknown names stay as they come. */
function documentNames(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => documentTypeOf(name) ?? name))];
}

function toSummary({ raw: _, ...summary }: WireSummary): DocumentSummary {
  return summary;
}

function adaptDocument({ raw, ...document }: WireDocument, customer: Record<string, unknown>): CustomerDocument {
  return { ...document, ocr: readOcr(document.type, raw, customer) };
}

/** The document's number, for the fingerprints of the directory alone. */
function numberInRow({ type, raw }: WireSummary): string[] {
  const field = DOCUMENTS[type].number;
  const numbers = (field === null ? numberNames(raw) : [field]).map((name) => readNumberText(raw[name]));
  const number = numbers.find((one) => one !== UNREADABLE && one !== '');
  return typeof number === 'string' && number.length <= MAX_NUMBER ? [number] : [];
}
