import 'server-only';
import * as z from 'zod';
import type { CustomerField, DocumentField, RowField, Unreadable } from '../../contracts/customer';
import { CUSTOMER_UUID } from '../../contracts/requests';
import { DOCUMENTS, documentTypeOf, KNOWN_DOCUMENTS, type KnownDocument } from '../../kyc/document-types';
import { isRecord } from './is-record';
import {
  FieldReader,
  isAbsent,
  itemsOf,
  type Reader,
  readDay,
  readFlag,
  readMoment,
  readNumberText,
  readScore,
  readStatus,
  readText,
  UNREADABLE,
} from './values';

/**
 * The vendor's answers as they cross the wire. Unknown fields are dropped. Every field but `uuid` may be missing or
 * null, or may be unreadable, and is then null: a missing score must not hide a person. What was given and could not
 * be read is listed in `unreadable`.
 */

/** Of a longer list the rest is listed as unreadable. */
const MAX_ITEMS = 50;

type Raw = Record<string, unknown>;

/** An item of a list row's arrays of documents (`DOCUMENTS[type].list`). */
export interface WireSummary {
  type: KnownDocument;
  dateOfExpiry: string | null;
  idMatch: boolean | null;
  unreadable?: Unreadable<DocumentField>[];
  raw: Raw;
}

export type WireRow = NonNullable<ReturnType<typeof readWireRow>>;

/** A row of the list; `null` without a usable uuid. */
export function readWireRow(given: unknown) {
  if (!isRecord(given)) return null;
  const { uuid } = given;
  if (typeof uuid !== 'string' || !CUSTOMER_UUID.test(uuid)) return null;
  const fields = new FieldReader<RowField>(given);
  return {
    uuid,
    ...readPerson(fields),
    documents: KNOWN_DOCUMENTS.flatMap((type) => readSummaries(type, given[DOCUMENTS[type].list], fields)),
    expiredIds: readExpiredIds(given.expiredIds, fields),
    ...fields.rest,
  };
}

function readPerson<Field extends string>(fields: FieldReader<Field | RowField>) {
  return {
    status: fields.read('status', readStatus),
    name: fields.text('name'),
    surname: fields.text('surname'),
    gender: fields.text('gender'),
    nationality: fields.text('nationality'),
    email: fields.text('email'),
    phoneNumber: fields.read('phoneNumber', readNumberText),
    updatedAt: fields.read('updatedAt', readMoment),
  };
}

/** The records of a list, as far as it has any; the others are noted as unreadable. */
function recordsOf<Field extends string>(field: Field, given: unknown, fields: FieldReader<Field>): Raw[] {
  const items = itemsOf(given);
  if (items.length <= MAX_ITEMS && items.every(isRecord)) return items;
  if (items.length > MAX_ITEMS) fields.note(field, items.slice(MAX_ITEMS));
  return items.slice(0, MAX_ITEMS).flatMap((item) => {
    if (isRecord(item)) return [item];
    fields.note(field, item);
    return [];
  });
}

function readSummaries(type: KnownDocument, given: unknown, row: FieldReader<RowField>): WireSummary[] {
  return recordsOf<RowField>(type, given, row).map((raw) => {
    const fields = new FieldReader<DocumentField>(raw);
    const [dateOfExpiry, idMatch] = [fields.read('dateOfExpiry', readDay), fields.read('idMatch', readFlag)];
    return { type, dateOfExpiry, idMatch, ...fields.rest, raw };
  });
}

/**
 * The names in `expiredIds`: a list of names, or of objects with a `type`; one of them in place of a list; or names
 * with commas between them, where the desk knows each of them. Names that the desk doesn't know stay as they come.
 */
function readExpiredIds(given: unknown, row: FieldReader<RowField>): string[] {
  const items = itemsOf(given);
  if (items.length > MAX_ITEMS) row.note('expiredDocuments', items.slice(MAX_ITEMS));
  return items.slice(0, MAX_ITEMS).flatMap((item) => {
    const name = isRecord(item) ? item.type : item;
    if (typeof name === 'string' && readText(name) !== UNREADABLE && name.trim() !== '') return namesIn(name);
    row.note('expiredDocuments', item);
    return [];
  });
}

function namesIn(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  return names.length > 1 && names.every((name) => documentTypeOf(name) !== undefined) ? names : [text];
}

const DOCUMENT_FIELDS = {
  dateOfIssue: readDay,
  dateOfExpiry: readDay,
  idMatch: readFlag,
  idScore: readScore,
  idClassificationPassed: readFlag,
  authority: readText,
  countryOfIssue: readText,
  passportType: readText,
  placeOfIssue: readText,
} as const satisfies Partial<Record<DocumentField, Reader<unknown>>>;

type ReadFields<Readers> = {
  [Field in keyof Readers]: Readers[Field] extends Reader<infer T> ? T | null : never;
};

/**
 * A document of a detail answer: its named fields, and `raw`. The contract does not name all numbers and OCR fields, so
 * `adapt.ts` picks those from `raw`, which goes no further.
 */
export interface WireDocument extends ReadFields<typeof DOCUMENT_FIELDS> {
  type: KnownDocument;
  number: string | null;
  unreadable?: Unreadable<DocumentField>[];
  raw: Raw;
}

function readDocument(type: KnownDocument, raw: Raw): WireDocument {
  const fields = new FieldReader<DocumentField>(raw);
  const read = Object.fromEntries(
    Object.entries(DOCUMENT_FIELDS).map(([field, reader]) => [
      field,
      fields.read(field as keyof typeof DOCUMENT_FIELDS, reader as Reader<unknown>),
    ]),
  ) as ReadFields<typeof DOCUMENT_FIELDS>;
  const name = DOCUMENTS[type].number;
  const number = name === null ? firstNumber(fields, raw) : fields.read('number', readNumberText, name);
  return { type, ...read, number, ...fields.rest, raw };
}

/**
 * The first number-like field, for the types whose number the contract doesn't name (`docs/sentinel-contract.md`).
 * Numbers with a documented name are never guessed.
 */
function firstNumber(fields: FieldReader<DocumentField>, raw: Raw): string | null {
  const names = numberNames(raw);
  const readable = names.find((name) => readNumberText(raw[name]) !== UNREADABLE);
  const name = readable ?? names[0];
  return name === undefined ? null : fields.read('number', readNumberText, name);
}

/** The fields of a document that hold something and are called a number. */
export function numberNames(raw: Raw): string[] {
  return Object.keys(raw).filter(
    (name) => /number/i.test(name) && !/phone/i.test(name) && !isAbsent(raw[name]) && typeof raw[name] !== 'boolean',
  );
}

export type WireCustomer = NonNullable<ReturnType<typeof readWireCustomer>>;

/**
 * A detail answer; `null` without a usable uuid. `raw` as in a document: an answer may carry the fields that OCR read
 * beside the document instead of in it.
 */
export function readWireCustomer(raw: unknown) {
  if (!isRecord(raw)) return null;
  const { uuid } = raw;
  if (typeof uuid !== 'string' || !CUSTOMER_UUID.test(uuid)) return null;
  const fields = new FieldReader<CustomerField>(raw);
  return {
    uuid,
    ...readPerson(fields),
    dateOfBirth: fields.read('dateOfBirth', readDay),
    isLive: fields.read('isLive', readFlag),
    isLiveScore: fields.read('isLiveScore', readScore),
    createdAt: fields.read('createdAt', readMoment),
    documents: KNOWN_DOCUMENTS.flatMap((type) =>
      recordsOf<CustomerField>(type, raw[type], fields).map((document) => readDocument(type, document)),
    ),
    ...fields.rest,
    raw,
  };
}

/** `{ message: "Success", data }`: only `data` matters. */
export const wireEnvelope = z.object({ data: z.unknown() });

export const wirePage = z.object({ meta: z.unknown().optional(), data: z.array(z.unknown()) });

const text = z.string().max(100_000).nullable().catch(null);

export const wireSaved = z.object({
  uuid: text,
  email: text,
  phoneNumber: text,
  updatedAt: z
    .unknown()
    .optional()
    .transform((given) => {
      const moment = readMoment(given);
      return moment === UNREADABLE ? null : moment;
    }),
});

export const wireSelf = z.object({ uuid: text, name: text });
