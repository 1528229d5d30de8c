import 'server-only';
import type { OcrField } from '../../contracts/customer';
import { DOCUMENTS, type KnownDocument } from '../../kyc/document-types';
import { isRecord } from './is-record';
import { looksLikeImage, shownText } from './values';

const MAX_FIELDS = 200;
const MAX_DEPTH = 6;
const MAX_KEY = 200;
const MAX_VALUE = 10_000;
const SEPARATOR = ', ';

/**
 * All fields that OCR read from one document, flat and in the vendor's order. By `docs/sentinel-contract.md` the keys
 * vary, and unknown ones are shown.
 *
 * - Every object under a key that begins with `ocr` counts in the document. Beside the document only the object that is
 *   named after its type counts (`DOCUMENTS[type].ocr`).
 * - Nested objects get dotted keys, lists of plain values are joined with ", ". `null` is printed as '' ("not read").
 * - Images are dropped (portraits that OCR cut out). Values longer than 10,000 characters are clipped, and what lies
 *   deeper than six levels is compact JSON. At most 200 fields; keys are unique.
 * - Something else in place of an OCR object is one field, under the name of the object.
 */
export function readOcr(
  type: KnownDocument,
  document: Record<string, unknown>,
  customer: Record<string, unknown>,
): OcrField[] {
  const fields = new Map<string, string>();
  for (const [key, value] of Object.entries(document)) if (/^ocr/i.test(key)) readObject(key, value, fields);
  for (const [key, value] of Object.entries(customer)) if (isOcrOf(type, key)) readObject(key, value, fields);
  return Array.from(fields, ([key, value]) => ({ key, value }));
}

function isOcrOf(type: KnownDocument, key: string): boolean {
  return key.toLowerCase().replaceAll('_', '') === DOCUMENTS[type].ocr.toLowerCase();
}

function readObject(key: string, value: unknown, fields: Map<string, string>): void {
  // `null` and numbers beside the fields of OCR, such as its score, are no fields.
  if (isRecord(value) || Array.isArray(value)) flatten(value, '', 0, fields);
  else if (typeof value === 'string' && value.trim() !== '') flatten(value, key, 0, fields);
}

function flatten(value: unknown, path: string, depth: number, fields: Map<string, string>): void {
  if (fields.size >= MAX_FIELDS || path.length > MAX_KEY) return;
  if (depth > MAX_DEPTH && typeof value === 'object' && value !== null) {
    add(fields, path, shownText(value));
    return;
  }
  if (isRecord(value)) {
    for (const key of Object.keys(value)) flatten(value[key], path ? `${path}.${key}` : key, depth + 1, fields);
    return;
  }
  if (!Array.isArray(value)) {
    add(fields, path, printed(value));
  } else if (value.length <= MAX_FIELDS && value.every((item) => !isRecord(item) && !Array.isArray(item))) {
    const items = value.map(printed).filter((item) => item !== null && item !== '');
    add(fields, path, items.join(SEPARATOR));
  } else {
    value.slice(0, MAX_FIELDS).forEach((item, index) => {
      flatten(item, `${path}.${index}`, depth + 1, fields);
    });
  }
}

function add(fields: Map<string, string>, path: string, value: string | null): void {
  if (value === null || path === '') return;
  let key = path;
  const clipped = value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE - 1)}…` : value;
  // Two OCR objects (front and back) may name the same field: both are shown.
  for (let copy = 2; fields.has(key); copy += 1) {
    if (fields.get(key) === clipped) return;
    key = `${path} (${copy})`;
  }
  fields.set(key, clipped);
}

/** The printed value; `null` for a value that is not shown. */
function printed(value: unknown): string | null {
  if (value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && !looksLikeImage(value) ? value : null;
}
