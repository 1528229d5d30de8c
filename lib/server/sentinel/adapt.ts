import 'server-only';
import type { CustomerDocument, DocumentSummary } from '../../contracts/customer';
import { DOCUMENTS, documentTypeOf } from '../../kyc/document-types';
import type { SentinelCustomer, SentinelRow } from './customer';
import { readOcr } from './ocr';
import { readNumberText, UNREADABLE } from './values';
import { numberNames, type WireCustomer, type WireDocument, type WireRow, type WireSummary } from './wire';

/** A longer text is no document number. */
const MAX_NUMBER = 1_000;

/** The vendor's list row as ours. Field by field: copying the rest of an object takes four times as long. */
export function adaptRow(row: WireRow): SentinelRow {
  return {
    uuid: row.uuid,
    status: row.status,
    name: row.name,
    surname: row.surname,
    gender: row.gender,
    nationality: row.nationality,
    email: row.email,
    phoneNumber: row.phoneNumber,
    updatedAt: row.updatedAt,
    ...(row.unreadable !== undefined && { unreadable: row.unreadable }),
    documents: row.documents.map(toSummary),
    expiredDocuments: row.expiredIds.length === 0 ? [] : documentNames(row.expiredIds),
    documentNumbers: row.documents.flatMap(numberInRow),
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

function toSummary({ type, dateOfExpiry, idMatch, unreadable }: WireSummary): DocumentSummary {
  return unreadable === undefined ? { type, dateOfExpiry, idMatch } : { type, dateOfExpiry, idMatch, unreadable };
}

function adaptDocument({ raw, ...document }: WireDocument, customer: Record<string, unknown>): CustomerDocument {
  return { ...document, ocr: readOcr(document.type, raw, customer) };
}

/** The document's number, for the fingerprints of the directory alone. */
function numberInRow({ type, raw }: WireSummary): string[] {
  const field = DOCUMENTS[type].number;
  const isUsable = (one: string | typeof UNREADABLE) => one !== UNREADABLE && one !== '';
  const given = field === null ? numberNames(raw).find((name) => isUsable(readNumberText(raw[name]))) : field;
  const number = given === undefined ? '' : readNumberText(raw[given]);
  return typeof number === 'string' && number !== '' && number.length <= MAX_NUMBER ? [number] : [];
}
