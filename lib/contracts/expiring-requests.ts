import * as z from 'zod/mini';
import { KNOWN_DOCUMENTS } from '../kyc/document-types';
import { isDay } from '../writing/days';
import { typedLine } from '../writing/text';
import {
  EXPIRING_SORTS,
  EXPIRY_WINDOWS,
  type ExpiringParams,
  isWindow,
  MARK_WORD_MOST,
  MARKED_FOR,
  type MarkBody,
  MOST_MARKED,
  MOST_WINDOW_DAYS,
} from './expiring';
import { ORDERS } from './list-params';
import { purposeSchema } from './purpose';
import { customerUuidSchema } from './requests';
import { acceptsSchema, cursorSchema, filterDaySchema, timeZoneSchema, vendorWordSchema } from './search-requests';

/** Queries and bodies of the routes about expiring documents. */

/** A number of days is a text in a query and a number in a body. */
const windowSchema = z.union([
  z.enum(['expired', 'this-month', 'next-month', 'days']),
  z.literal(EXPIRY_WINDOWS),
  z.pipe(
    z.enum(['30', '60', '90']),
    z.transform((days) => Number(days) as (typeof EXPIRY_WINDOWS)[number]),
  ),
]);

/** A code is a text in a query and a number in a body, as the window is. */
const statusSchema = z.union([
  z.enum(['none', 'unreadable']),
  z.int().check(z.gte(-1_000_000_000), z.lte(1_000_000_000)),
  z.pipe(z.string().check(z.regex(/^-?\d{1,9}$/, 'must be a status code')), z.transform(Number)),
]);

const expiring = {
  within: z._default(windowSchema, 30),
  from: z.optional(filterDaySchema),
  to: z.optional(filterDaySchema),
  documentType: z.optional(z.enum(KNOWN_DOCUMENTS)),
  nationality: z.optional(vendorWordSchema),
  status: z.optional(statusSchema),
  open: z.optional(
    z.union([
      z.literal(true),
      z.pipe(
        z.literal('true'),
        z.transform(() => true as const),
      ),
    ]),
  ),
  sortBy: z.optional(z.enum(EXPIRING_SORTS)),
  order: z.optional(z.enum(ORDERS)),
};

/** Chosen days need both ends; every other window says its days itself. */
const window = z.refine<ExpiringParams>(isWindow, {
  error: `needs the window of chosen days, and a last day at most ${MOST_WINDOW_DAYS} days after the first`,
  path: ['to'],
});

/** The query string of `GET /api/expiring`. */
export const expiringSchema = z.strictObject(expiring).check(window);

/** The query string of `GET /api/expiring/neighbours`. */
export const expiringNeighboursSchema = z.strictObject({ ...expiring, uuid: customerUuidSchema }).check(window);

/** The query string of `GET /api/expiring/customers`. */
export const expiringPageSchema = z.strictObject({ ...expiring, cursor: z.optional(cursorSchema) }).check(window);

/** `POST /api/expiring/export`. */
export const worklistSchema = z
  .strictObject({
    ...expiring,
    timeZone: z.optional(timeZoneSchema),
    accepts: acceptsSchema,
    why: z.optional(purposeSchema),
  })
  .check(window);
export type WorklistBody = z.infer<typeof worklistSchema>;

const documentName = z.string().check(z.regex(/^\P{Cc}{1,60}$/u, 'is not valid'));

/** `POST /api/expiring/marks`. */
export const markSchema = z.strictObject({
  documents: z
    .array(
      z.strictObject({
        uuid: customerUuidSchema,
        documentType: documentName,
        lastDay: z.nullable(z.string().check(z.refine(isDay, 'must be a day like 2026-01-31'))),
      }),
    )
    .check(z.minLength(1), z.maxLength(MOST_MARKED)),
  for: z.enum(MARKED_FOR),
  done: z.boolean(),
  word: z.optional(
    z
      .string()
      .check(
        z.overwrite(typedLine),
        z.trim(),
        z.minLength(1, 'must not be empty'),
        z.maxLength(MARK_WORD_MOST, 'is too long'),
      ),
  ),
}) satisfies z.ZodMiniType<MarkBody>;
