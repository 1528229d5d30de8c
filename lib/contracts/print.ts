import * as z from 'zod/mini';
import { purposeSchema } from './purpose';

/** Pages that show several customers. */
export const PRINTED_LISTS = ['customers', 'expiring', 'approvals'] as const;
/** The other pages of the desk, by the first part of their path. */
export const OTHER_PRINTED = ['audit', 'reviews', 'alerts', 'accounts', 'access-review', 'system', 'sessions'] as const;
export const PRINTED_PAGES = [...PRINTED_LISTS, ...OTHER_PRINTED] as const;
export type PrintedPage = (typeof PRINTED_PAGES)[number];

/** `page`: recorded before the browser printed. `browser`: by the browser's own menu, which tells the page too late. */
export const PRINT_WAYS = ['page', 'browser'] as const;
export type PrintWay = (typeof PRINT_WAYS)[number];

const way = { by: z.enum(PRINT_WAYS), why: z.optional(purposeSchema) };

/** `POST /api/customers/{uuid}/print`. `images`: the customer's images were on screen, and so are on the paper. */
export const printCustomerSchema = z.strictObject({ images: z.boolean(), ...way });
export type PrintCustomerBody = z.infer<typeof printCustomerSchema>;

/** `POST /api/prints`. `rows` counts the rows on the page. */
export const printPageSchema = z.strictObject({
  page: z.enum(PRINTED_PAGES),
  rows: z.int().check(z.gte(0), z.lte(100_000)),
  ...way,
});
export type PrintPageBody = z.infer<typeof printPageSchema>;

/** What the paper says of its own making. */
export interface Printed {
  /** ISO 8601, the server's clock. */
  at: string;
  /** The trail's events of this print have it. */
  requestId: string | null;
  purpose?: string | undefined;
  sentence?: string | undefined;
}
