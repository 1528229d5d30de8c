import { DEFAULT_LIST, ORDERS, PER_PAGE, type PerPage, SORT_KEYS } from '@/lib/contracts/list-params';
import type { SearchFilters, SearchSort } from '@/lib/contracts/search';
import { KNOWN_DOCUMENTS } from '@/lib/kyc/document-types';
import { isFilterDay } from '@/lib/writing/days';
import {
  type AddressQuery,
  addressCodec,
  checkedText,
  flag,
  listOf,
  oneOf,
  statusCode,
  vendorWord,
  wholeNumber,
} from './codec';
import type { FILTER_KEYS } from './customers-address';

/** How many values of one filter the API takes. */
const MOST_VALUES = 60;

const day = checkedText((text) => (isFilterDay(text) ? text : null));

const CODEC = addressCodec(
  {
    status: listOf(statusCode, MOST_VALUES),
    nationality: listOf(vendorWord, MOST_VALUES),
    gender: listOf(vendorWord, MOST_VALUES),
    documentType: listOf(oneOf([...KNOWN_DOCUMENTS, 'none'] as const), MOST_VALUES),
    severalDocuments: flag,
    expired: flag,
    expiresWithin: wholeNumber(0, 3_650),
    faceMatchFailed: flag,
    expiryUnreadable: flag,
    faceMatchUnreadable: flag,
    updatedFrom: day,
    updatedTo: day,
    perPage: oneOf(PER_PAGE),
    // Without a default: no sort means the best match first, and the list has no such order.
    sortBy: oneOf(SORT_KEYS),
    order: oneOf(ORDERS),
  } satisfies Record<(typeof FILTER_KEYS)[number] | 'perPage' | 'sortBy' | 'order', unknown>,
  { perPage: DEFAULT_LIST.perPage },
);

/** What the address of a result says. The searched text is never part of an address. */
export interface ResultView {
  filters: SearchFilters;
  sort: SearchSort | undefined;
  perPage: PerPage;
}

/** `?status=2&sortBy=name` -> filters and sort. */
export function readView(query: AddressQuery): ResultView {
  const { perPage, sortBy, order, ...filters } = CODEC.read(query);
  return { filters, sort: sortBy && { by: sortBy, order: order ?? 'asc' }, perPage };
}

/** The reverse of {@link readView}. The address of a customer list starts with `/customers`. */
export function writeView({ filters, sort, perPage }: ResultView): string {
  const sorted = sort === undefined || sort.by === 'relevance' ? {} : { sortBy: sort.by, order: sort.order };
  return CODEC.write({ ...filters, perPage, ...sorted });
}

export function isFiltered(filters: SearchFilters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}
