import { createParser, parseAsNumberLiteral, parseAsStringLiteral } from 'nuqs/server';
import { DEFAULT_LIST, MAX_PAGE, ORDERS, PER_PAGE, SORT_KEYS } from '@/lib/contracts/list-params';

/** A whole number in range; `2.5`, `1e3` and `-1` are not pages. */
export function parsePage(text: string): number | null {
  const page = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  return page >= 1 && page <= MAX_PAGE ? page : null;
}

/** Allow-lists: what doesn't parse takes its default, and never reaches the API. */
export const LIST_PARSERS = {
  page: createParser({ parse: parsePage, serialize: String }).withDefault(DEFAULT_LIST.page),
  perPage: parseAsNumberLiteral(PER_PAGE).withDefault(DEFAULT_LIST.perPage),
  sortBy: parseAsStringLiteral(SORT_KEYS).withDefault(DEFAULT_LIST.sortBy),
  order: parseAsStringLiteral(ORDERS).withDefault(DEFAULT_LIST.order),
};
