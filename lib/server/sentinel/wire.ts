import 'server-only';
import * as z from 'zod';
import { customerUuidSchema } from '../../contracts/requests';
import { DOCUMENTS, KNOWN_DOCUMENTS, type KnownDocument } from '../../kyc/document-types';
import { isRecord } from './is-record';

/**
 * The vendor's answers as they cross the wire. Unknown fields are dropped; every field but `uuid` may be missing, null
 * or of a wrong type and is then null: a missing score must not hide a person.
 */

/** Longer text is no name, number or authority but an attack or a bug: dropped. */
const MAX_TEXT = 100_000;
const MAX_ITEMS = 50;

const text = z.string().max(MAX_TEXT).nullable().catch(null);
/** A day that exists, as `YYYY-MM-DD`. Other writings are not guessed at: 03/04/2027 is two different days. */
const day = z.iso.date().nullable().catch(null);
/** ISO 8601 with a zone, in the vendor's own writing. */
const instant = z.iso.datetime({ offset: true }).max(64).nullable().catch(null);
const flag = z.boolean().nullable().catch(null);
/** JSON's 1e999 is Infinity, which zod refuses. */
const score = z.number().nullable().catch(null);
/** Numeric strings are not read as codes: no rule depends on a number, and a guess would carry a label. */
const status = z.int().nullable().catch(null);
/** Of a list, the items of the right type. */
const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (Array.isArray(value) ? value.slice(0, MAX_ITEMS).filter((one) => item.safeParse(one).success) : []),
    z.array(item),
  );

const person = {
  uuid: customerUuidSchema,
  status,
  name: text,
  surname: text,
  gender: text,
  nationality: text,
  email: text,
  phoneNumber: text,
  updatedAt: instant,
};

/** An item of a list row's arrays of documents (`DOCUMENTS[type].list`). */
const wireSummary = z
  .looseObject({ dateOfExpiry: day, idMatch: flag })
  .transform(({ dateOfExpiry, idMatch, ...raw }) => ({ dateOfExpiry, idMatch, raw }));
export type WireSummary = z.infer<typeof wireSummary>;

const summaries = listOf(wireSummary);

/** One field per document type, under the name that `nameOf` gives; types without a name have no field. */
function fieldPerDocument<Name extends string, T>(nameOf: (type: KnownDocument) => Name | null, schema: T) {
  const names = KNOWN_DOCUMENTS.map(nameOf).filter((name) => name !== null);
  return Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, T>;
}

export const wireRow = z.object({
  ...person,
  ...fieldPerDocument((type) => DOCUMENTS[type].list, summaries),
  expiredIds: listOf(z.string().min(1).max(MAX_TEXT)),
});
export type WireRow = z.infer<typeof wireRow>;

const documentFields = z.object({
  dateOfIssue: day,
  dateOfExpiry: day,
  authority: text,
  countryOfIssue: text,
  idMatch: flag,
  idScore: score,
  idClassificationPassed: flag,
  passportType: text,
  placeOfIssue: text,
  ...fieldPerDocument((type) => DOCUMENTS[type].number, text),
});

/**
 * A document of a detail answer: its named fields, and `raw` for the two things that the contract leaves open, the
 * numbers that it doesn't name and the fields that OCR read. `adapt.ts` picks those; `raw` goes no further.
 */
const wireDocument = z
  .unknown()
  .optional()
  .transform((raw) => (isRecord(raw) ? { ...documentFields.parse(raw), raw } : null));
export type WireDocument = NonNullable<z.infer<typeof wireDocument>>;

const detailFields = z.object({
  ...person,
  dateOfBirth: day,
  isLive: flag,
  isLiveScore: score,
  createdAt: instant,
  ...fieldPerDocument((type) => type, wireDocument),
});

/** `raw` as in a document: an answer may carry the fields that OCR read beside the document instead of in it. */
export const wireCustomer = z.record(z.string(), z.unknown()).transform((raw, context) => {
  const fields = detailFields.safeParse(raw);
  if (fields.success) return { ...fields.data, raw };
  context.addIssue({ code: 'custom', message: 'no usable uuid' });
  return z.NEVER;
});
export type WireCustomer = z.infer<typeof wireCustomer>;

/** `{ message: "Success", data }`: only `data` matters. */
export const wireEnvelope = z.object({ data: z.unknown() });

export const wirePage = z.object({ meta: z.unknown().optional(), data: z.array(z.unknown()) });

export const wireSaved = z.object({
  uuid: text,
  email: text,
  phoneNumber: text,
  updatedAt: instant,
});

export const wireSelf = z.object({ uuid: text, name: text });
