import { DEFAULT_LIST, MAX_PAGE, ORDERS, PER_PAGE, SORT_KEYS } from '@/lib/contracts/list-params';
import { addressCodec, oneOf, wholeNumber } from './codec';

/** Page, size and order of Sentinel's own list. */
export const LIST_CODEC = addressCodec(
  {
    page: wholeNumber(1, MAX_PAGE),
    perPage: oneOf(PER_PAGE),
    sortBy: oneOf(SORT_KEYS),
    order: oneOf(ORDERS),
  },
  DEFAULT_LIST,
);
