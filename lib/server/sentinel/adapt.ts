import 'server-only';
import type { CustomerDocument, DocumentSummary } from '../../contracts/customer';
import { DOCUMENTS, documentTypeOf, KNOWN_DOCUMENTS, type KnownDocument } from '../../kyc/document-types';
import type { SentinelCustomer, SentinelRow } from './customer';
import { readOcr } from './ocr';
import type { WireCustomer, WireDocument, WireRow, WireSummary } from './wire';

/** Longer texts are no document numbers. */
const MAX_NUMBER = 1_000;

/** Turns the vendor's row of the list into ours. */
export function adaptRow(wire: WireRow): SentinelRow {
  const { uuid, status, name, surname, gender, nationality, email, phoneNumber, updatedAt, expiredIds } = wire;
  const documents = KNOWN_DOCUMENTS.flatMap((type) => wire[DOCUMENTS[type].list].map((item) => ({ type, item })));
  return {
    uuid,
    status,
    name,
    surname,
    gender,
    nationality,
    email,
    phoneNumber,
    updatedAt,
    documents: documents.map(({ type, item }) => summary(type, item)),
    expiredDocuments: documentNames(expiredIds),
    documentNumbers: documents.flatMap(({ type, item }) => numberInRow(type, item.raw) ?? []),
  };
}

/** Turns the vendor's detail answer into ours. Image fields never get here: `wire.ts` doesn't know them. */
export function adaptCustomer(wire: WireCustomer): SentinelCustomer {
  const { uuid, status, name, surname, gender, nationality, email, phoneNumber, updatedAt, ...rest } = wire;
  const { dateOfBirth, isLive, isLiveScore, createdAt, raw } = rest;
  return {
    uuid,
    status,
    name,
    surname,
    gender,
    nationality,
    email,
    phoneNumber,
    updatedAt,
    dateOfBirth,
    isLive,
    isLiveScore,
    createdAt,
    documents: KNOWN_DOCUMENTS.flatMap((type) => {
      const document = wire[type];
      return document === null ? [] : [adaptDocument(type, document, raw)];
    }),
  };
}

/** Document types by our keys, whichever spelling the vendor used, each once. Unknown names stay as they come. */
function documentNames(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => documentTypeOf(name) ?? name))];
}

function summary(type: KnownDocument, { dateOfExpiry, idMatch }: WireSummary): DocumentSummary {
  return { type, dateOfExpiry, idMatch };
}

function adaptDocument(type: KnownDocument, wire: WireDocument, customer: Record<string, unknown>): CustomerDocument {
  const { dateOfIssue, dateOfExpiry, authority, countryOfIssue, idMatch, idScore, idClassificationPassed } = wire;
  const { passportType, placeOfIssue, raw } = wire;
  const field = DOCUMENTS[type].number;
  return {
    type,
    number: field === null ? firstNumber(raw) : wire[field],
    dateOfIssue,
    dateOfExpiry,
    authority,
    countryOfIssue,
    idMatch,
    idScore,
    idClassificationPassed,
    passportType,
    placeOfIssue,
    ocr: readOcr(type, raw, customer),
  };
}

function numberInRow(type: KnownDocument, raw: Record<string, unknown>): string | null {
  const field = DOCUMENTS[type].number;
  return field === null ? firstNumber(raw) : numberText(raw[field]);
}

/**
 * The first number-like field, for the types whose number the contract doesn't name (`docs/sentinel-contract.md`).
 * Numbers with a documented name are never guessed.
 */
function firstNumber(raw: Record<string, unknown>): string | null {
  for (const [key, value] of Object.entries(raw)) {
    if (!/number/i.test(key) || /phone/i.test(key)) continue;
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
    const text = numberText(value);
    if (text !== null) return text;
  }
  return null;
}

function numberText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= MAX_NUMBER ? value : null;
}
