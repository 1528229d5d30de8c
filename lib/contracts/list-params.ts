import * as z from 'zod/mini';

/** What the vendor's list can do, and therefore what ours offers: sentinel-contract.md, call 3. */
export const PER_PAGE = [10, 50, 100] as const;
export const SORT_KEYS = ['name', 'phoneNumber', 'nationality', 'gender', 'status', 'updatedAt'] as const;
export const ORDERS = ['asc', 'desc'] as const;

export type PerPage = (typeof PER_PAGE)[number];
export type SortKey = (typeof SORT_KEYS)[number];
export type Order = (typeof ORDERS)[number];

export interface ListParams {
  /** From 1. */
  page: number;
  perPage: PerPage;
  sortBy: SortKey;
  order: Order;
}

export const DEFAULT_LIST: ListParams = { page: 1, perPage: 50, sortBy: 'updatedAt', order: 'desc' };

/** Higher pages are refused before they reach the vendor: a limit of ours, far above any real list. */
export const MAX_PAGE = 1_000_000;

/** The query string of `GET /api/customers`. Absent keys take {@link DEFAULT_LIST}; wrong ones are refused by name. */
export const listQuerySchema = z.object({
  page: z._default(
    z.pipe(
      z.string().check(z.regex(/^\d{1,7}$/, `must be a whole number from 1 to ${MAX_PAGE}`)),
      z.pipe(z.transform(Number), z.int().check(z.gte(1), z.lte(MAX_PAGE))),
    ),
    DEFAULT_LIST.page,
  ),
  perPage: z._default(
    z.pipe(
      z.enum(['10', '50', '100'], 'must be 10, 50 or 100'),
      z.transform((value) => Number(value) as PerPage),
    ),
    DEFAULT_LIST.perPage,
  ),
  sortBy: z._default(z.enum(SORT_KEYS, `must be one of ${SORT_KEYS.join(', ')}`), DEFAULT_LIST.sortBy),
  order: z._default(z.enum(ORDERS, 'must be asc or desc'), DEFAULT_LIST.order),
});
