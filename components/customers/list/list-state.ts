'use client';

import { createParser, parseAsNumberLiteral, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import {
  DEFAULT_LIST,
  type ListParams,
  MAX_PAGE,
  ORDERS,
  type Order,
  PER_PAGE,
  type PerPage,
  SORT_KEYS,
  type SortKey,
} from '@/lib/contracts/list-params';

/** A whole number in range; `2.5`, `1e3` and `-1` are not pages. */
export function parsePage(text: string): number | null {
  const page = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  return page >= 1 && page <= MAX_PAGE ? page : null;
}

/** Allow-lists: what doesn't parse takes its default, and never reaches the API. */
const PARSERS = {
  page: createParser({ parse: parsePage, serialize: String }).withDefault(DEFAULT_LIST.page),
  perPage: parseAsNumberLiteral(PER_PAGE).withDefault(DEFAULT_LIST.perPage),
  sortBy: parseAsStringLiteral(SORT_KEYS).withDefault(DEFAULT_LIST.sortBy),
  order: parseAsStringLiteral(ORDERS).withDefault(DEFAULT_LIST.order),
};

/** What a click on a header means: the other way round when it is the active one, else that column's usual order. */
export function nextSort(now: { sortBy: SortKey; order: Order }, sortBy: SortKey): { sortBy: SortKey; order: Order } {
  if (now.sortBy === sortBy) return { sortBy, order: now.order === 'asc' ? 'desc' : 'asc' };
  return { sortBy, order: sortBy === 'updatedAt' ? 'desc' : 'asc' };
}

export interface ListState {
  params: ListParams;
  toPage: (page: number) => void;
  /** Shows the row at `keep` (counted over the whole list, from 0) with another number of rows per page. */
  toPerPage: (perPage: PerPage, keep: number) => void;
  toSort: (sortBy: SortKey) => void;
}

/** The list's state is the address: a step is a history entry, so Back undoes it and a link carries it. */
export function useListState(): ListState {
  const [params, set] = useQueryStates(PARSERS, { history: 'push' });
  return useMemo(
    () => ({
      params,
      toPage: (page) => void set({ page }),
      toPerPage: (perPage, keep) => void set({ perPage, page: Math.floor(keep / perPage) + 1 }),
      toSort: (sortBy) => void set({ ...nextSort(params, sortBy), page: 1 }),
    }),
    [params, set],
  );
}
