import { DEFAULT_LIST, type ListParams, MAX_PAGE, ORDERS, PER_PAGE, SORT_KEYS } from '@/lib/contracts/list-params';

/** A whole number in range; `2.5`, `1e3` and `-1` are not pages. */
export function parsePage(text: string): number | null {
  const page = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  return page >= 1 && page <= MAX_PAGE ? page : null;
}

const oneOf = <T extends string | number>(allowed: readonly T[], text: string | null): T | undefined =>
  allowed.find((value) => String(value) === text);

/**
 * The list's place as an address tells it. Allow-lists: what doesn't parse takes its default, and never reaches the API.
 *
 * By hand, where the other pages use nuqs: with it the list, the page that everybody opens first, would load 4 KB more.
 */
export function readListParams(query: { get(key: string): string | null }): ListParams {
  return {
    page: parsePage(query.get('page') ?? '') ?? DEFAULT_LIST.page,
    perPage: oneOf(PER_PAGE, query.get('perPage')) ?? DEFAULT_LIST.perPage,
    sortBy: oneOf(SORT_KEYS, query.get('sortBy')) ?? DEFAULT_LIST.sortBy,
    order: oneOf(ORDERS, query.get('order')) ?? DEFAULT_LIST.order,
  };
}

/** What an address has to say: nothing of what is so anyway. */
export function withoutDefaults(params: ListParams): Partial<ListParams> {
  const { page, perPage, sortBy, order } = params;
  return {
    ...(page !== DEFAULT_LIST.page && { page }),
    ...(perPage !== DEFAULT_LIST.perPage && { perPage }),
    ...(sortBy !== DEFAULT_LIST.sortBy && { sortBy }),
    ...(order !== DEFAULT_LIST.order && { order }),
  };
}
