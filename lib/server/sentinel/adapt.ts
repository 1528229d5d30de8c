import 'server-only';
import {
  type CustomerDocument,
  type DocumentSummary,
  KNOWN_DOCUMENTS,
  type KnownDocument,
} from '../../contracts/customer';
import type { SentinelCustomer, SentinelRow } from './customer';
import { readOcr } from './ocr';
import type { WireCustomer, WireDocument, WireRow, WireSummary } from './wire';

/** The vendor's row as ours. */
export function adaptRow(wire: WireRow): SentinelRow {
  const { passports, emiratesIds, egyptNationalIds, expiredIds, ...person } = wire;
  return {
    ...person,
    documents: [
      ...summaries('passport', passports),
      ...summaries('emiratesId', emiratesIds),
      ...summaries('egyptNationalId', egyptNationalIds),
    ],
    expiredDocuments: documentNames(expiredIds),
    documentNumbers: [
      ...passports.flatMap(({ raw }) => textOf(raw.passportNumber)),
      ...emiratesIds.flatMap(({ raw }) => textOf(raw.emiratesIdNumber)),
      ...egyptNationalIds.flatMap(({ raw }) => textOf(numberLike('egyptNationalId', raw))),
    ],
  };
}

/** The vendor's detail answer as ours. Image fields never get here: `wire.ts` doesn't know them. */
export function adaptCustomer(wire: WireCustomer): SentinelCustomer {
  const { passport: _1, emiratesId: _2, egyptNationalId: _3, raw, ...person } = wire;
  return {
    ...person,
    documents: KNOWN_DOCUMENTS.flatMap((type) => {
      const document = wire[type];
      return document === null ? [] : [adaptDocument(type, document, raw)];
    }),
  };
}

/**
 * Names of documents, each once: the two spellings of the vendor (`emiratesId`, webhooks: `emirates_id`) made one, other
 * values as they come.
 */
export function documentNames(names: readonly string[]): string[] {
  return [
    ...new Set(names.map((name) => KNOWN_DOCUMENTS.find((type) => type === name || snake(type) === name) ?? name)),
  ];
}

function textOf(value: unknown): string[] {
  return typeof value === 'string' && value !== '' && value.length <= 1_000 ? [value] : [];
}

function snake(type: KnownDocument): string {
  return type.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function summaries(type: KnownDocument, items: readonly WireSummary[]): DocumentSummary[] {
  return items.map(({ dateOfExpiry, idMatch }) => ({ type, dateOfExpiry, idMatch }));
}

function adaptDocument(type: KnownDocument, wire: WireDocument, customer: Record<string, unknown>): CustomerDocument {
  const { passportNumber, emiratesIdNumber, raw, ...fields } = wire;
  const numbers = { passport: passportNumber, emiratesId: emiratesIdNumber, egyptNationalId: null };
  return { type, number: numbers[type] ?? numberLike(type, raw), ...fields, ocr: readOcr(type, raw, customer) };
}

/** The contract is silent on the Egyptian number's name, so the first number-like field is it; elsewhere nothing is guessed. */
function numberLike(type: KnownDocument, raw: Record<string, unknown>): string | null {
  if (type !== 'egyptNationalId') return null;
  for (const [key, value] of Object.entries(raw)) {
    if (!/number/i.test(key) || /phone/i.test(key)) continue;
    if (typeof value === 'string' && value !== '' && value.length <= 1_000) return value;
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  }
  return null;
}
