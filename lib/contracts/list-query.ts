import * as z from 'zod/mini';
import { DEFAULT_LIST, MAX_PAGE, ORDERS, type PerPage, SORT_KEYS } from './list-params';

// Apart from `list-params.ts`, because the list page needs its constants but not a parser: `zod/mini` imported as a
// namespace is 25 KB in the browser.

/**
 * The query string of `GET /api/customers`. Absent keys take their value from {@link DEFAULT_LIST}. Wrong values are
 * refused with the key's name.
 */
export const listQuerySchema = z.strictObject({
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
