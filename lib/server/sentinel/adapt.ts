import 'server-only';
import type { CustomerDocument, DocumentSummary } from '../../contracts/customer';
import { DOCUMENTS, documentTypeOf } from '../../kyc/document-types';
import type { SentinelCustomer, SentinelRow } from './customer';
import { readOcr } from './ocr';
import { readNumberText, UNREADABLE } from './values';
import { numberNames, type WireCustomer, type WireDocument, type WireRow, type WireSummary } from './wire';

/** A longer text is no document number. */
const MAX_NUMBER = 1_000;

/** The vendor's list row as ours. */
export function adaptRow({ documents, expiredIds, ...person }: WireRow): SentinelRow {
  return {
    ...person,
    documents: documents.map(toSummary),
    expiredDocuments: documentNames(expiredIds),
    documentNumbers: documents.flatMap(numberInRow),
  };
}

/** The vendor's detail answer as ours. Image fields never get here, because `wire.ts` drops them. */
export function adaptCustomer({ raw, documents, ...person }: WireCustomer): SentinelCustomer {
  return { ...person, documents: documents.map((document) => adaptDocument(document, raw)) };
}

/** Document types by our keys, for each of the vendor's spellings, each once. Unknown names stay as they come. */
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
