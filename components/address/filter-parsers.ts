import {
  createLoader,
  createParser,
  createSerializer,
  parseAsArrayOf,
  parseAsNumberLiteral,
  parseAsStringLiteral,
} from 'nuqs/server';
import { DEFAULT_LIST, ORDERS, PER_PAGE, type PerPage, SORT_KEYS } from '@/lib/contracts/list-params';
import type { SearchFilters, SearchSort } from '@/lib/contracts/search';
import { KNOWN_DOCUMENTS } from '@/lib/kyc/document-types';

/** Filters and sort as they stand in the address. What doesn't parse is dropped, and never reaches the API. */

/** As many values of one filter as the API takes. */
const MOST_VALUES = 60;

const status = createParser<number | 'none'>({
  parse: (text) => (text === 'none' ? 'none' : /^-?\d{1,9}$/.test(text) ? Number(text) : null),
  serialize: String,
});
const word = createParser({
  parse: (text: string) => (/^\P{Cc}{1,60}$/u.test(text) ? text : null),
  serialize: String,
});
const flag = createParser<true>({ parse: (text) => (text === 'true' ? true : null), serialize: String });
const days = createParser({
  parse: (text: string) => (/^\d{1,4}$/.test(text) && Number(text) <= 3_650 ? Number(text) : null),
  serialize: String,
});
const day = createParser({
  parse: (text: string) => (isDay(text) ? text : null),
  serialize: String,
});

const PARSERS = {
  status: parseAsArrayOf(status),
  nationality: parseAsArrayOf(word),
  gender: parseAsArrayOf(word),
  documentType: parseAsArrayOf(parseAsStringLiteral([...KNOWN_DOCUMENTS, 'none'] as const)),
  expired: flag,
  expiresWithin: days,
  faceMatchFailed: flag,
  updatedFrom: day,
  updatedTo: day,
  perPage: parseAsNumberLiteral(PER_PAGE).withDefault(DEFAULT_LIST.perPage),
  // Without a default: no sort means the best match first, which is none of the list's orders.
  sortBy: parseAsStringLiteral(SORT_KEYS),
  order: parseAsStringLiteral(ORDERS),
};

const load = createLoader(PARSERS);
const serialize = createSerializer(PARSERS);

/** What the address of a result says; the text is never part of it. */
export interface ResultView {
  filters: SearchFilters;
  sort: SearchSort | undefined;
  perPage: PerPage;
}

/** `?status=2&sortBy=name` -> filters and sort. Takes a page's `searchParams` as well. */
export function readView(search: string | Record<string, string | string[] | undefined>): ResultView {
  const { perPage, sortBy, order, ...asked } = load(search);
  const filters: SearchFilters = {};
  for (const [key, value] of Object.entries(asked)) {
    if (value === null) continue;
    const kept = Array.isArray(value) ? [...new Set<unknown>(value)].slice(0, MOST_VALUES) : value;
    if (Array.isArray(kept) && kept.length === 0) continue;
    Object.assign(filters, { [key]: kept });
  }
  const sort: SearchSort | undefined = sortBy === null ? undefined : { by: sortBy, order: order ?? 'asc' };
  return { filters, sort, perPage };
}

/** The other way: what goes behind `/customers`, empty or with its `?`. */
export function writeView({ filters, sort, perPage }: ResultView): string {
  const sorted = sort === undefined || sort.by === 'relevance' ? {} : { sortBy: sort.by, order: sort.order };
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
  return serialize({ ...given, perPage, ...sorted });
}

export function isFiltered(filters: SearchFilters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

/** A day that exists (`2026-02-30` doesn't), in the years that the API takes. */
export function isDay(text: string): boolean {
  const time = /^(19|2\d)\d{2}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
