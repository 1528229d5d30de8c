import * as z from 'zod/mini';
import { KNOWN_DOCUMENTS } from '../kyc/document-types';
import { isFilterDay } from '../writing/days';
import { isTimeZone } from '../writing/zones';
import { COVERAGE_GAPS } from './coverage';
import { ORDERS, SORT_KEYS } from './list-params';
import { purposeSchema } from './purpose';
import { askedPurposeSchema, customerUuidSchema } from './requests';
import { EXPORT_COLUMNS, MAX_SEARCH_LIMIT, MAX_SEARCH_TEXT } from './search';

/**
 * Bodies and queries of the search. Apart from `search.ts`, because pages need its types and constants without a
 * parser.
 */

/** A value as the vendor writes it, such as a nationality. */
export const vendorWordSchema = z.string().check(z.regex(/^\P{Cc}{1,60}$/u, 'is not valid'));
/** A day of a year from 1900 to 2999, so that Postgres can hold it and the day after. */
export const filterDaySchema = z
  .string()
  .check(z.refine(isFilterDay, 'must be a day like 2026-01-31, of a year from 1900 to 2999'));
export const timeZoneSchema = z
  .string()
  .check(z.refine(isTimeZone, 'must be a time zone that is known here, like Asia/Dubai'));
const few = <T extends z.ZodMiniType>(item: T) => z.array(item).check(z.minLength(1), z.maxLength(60));
const statusCode = z.int().check(z.gte(-1_000_000_000), z.lte(1_000_000_000));

export const filtersSchema = z.strictObject({
  status: z.optional(few(z.union([statusCode, z.literal('none'), z.literal('unreadable')]))),
  nationality: z.optional(few(vendorWordSchema)),
  gender: z.optional(few(vendorWordSchema)),
  documentType: z.optional(few(z.enum([...KNOWN_DOCUMENTS, 'none']))),
  severalDocuments: z.optional(z.literal(true)),
  expired: z.optional(z.literal(true)),
  expiresWithin: z.optional(z.int().check(z.gte(0), z.lte(3_650))),
  faceMatchFailed: z.optional(z.literal(true)),
  expiryUnreadable: z.optional(z.literal(true)),
  faceMatchUnreadable: z.optional(z.literal(true)),
  updatedFrom: z.optional(filterDaySchema),
  updatedTo: z.optional(filterDaySchema),
});

export const sortSchema = z.union([
  z.strictObject({ by: z.literal('relevance') }),
  z.strictObject({ by: z.enum(SORT_KEYS), order: z.enum(ORDERS) }),
]);

const query = {
  text: z.optional(z.string().check(z.maxLength(MAX_SEARCH_TEXT, 'is too long'))),
  filters: z.optional(filtersSchema),
  sort: z.optional(sortSchema),
  timeZone: z.optional(timeZoneSchema),
};

export const searchQuerySchema = z.strictObject(query);

export const cursorSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,1000}$/, 'is not valid'));

export const searchSchema = z.strictObject({
  ...query,
  cursor: z.optional(cursorSchema),
  limit: z._default(z.int().check(z.gte(1), z.lte(MAX_SEARCH_LIMIT)), 50),
  live: z._default(z.boolean(), true),
});

export const neighboursSchema = z.strictObject({ ...query, uuid: customerUuidSchema });

/** The gaps that a file may have. */
export const acceptsSchema = z.optional(z.array(z.enum(COVERAGE_GAPS)).check(z.maxLength(COVERAGE_GAPS.length)));

export const exportSchema = z.strictObject({
  ...query,
  columns: z.array(z.enum(EXPORT_COLUMNS)).check(
    z.minLength(1, 'must name a column'),
    z.refine((columns) => new Set(columns).size === columns.length, 'names a column twice'),
  ),
  accepts: acceptsSchema,
  why: z.optional(purposeSchema),
});

export const linkSchema = z.strictObject({
  /** The documents to ask for; without it, the vendor applies the client's settings. */
  documents: z.optional(z.array(z.enum(KNOWN_DOCUMENTS)).check(z.minLength(1), z.maxLength(KNOWN_DOCUMENTS.length))),
  why: z.optional(askedPurposeSchema),
});
