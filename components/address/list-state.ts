'use client';

import { useMemo } from 'react';
import type { ListParams, Order, PerPage, SortKey } from '@/lib/contracts/list-params';
import { routes } from '@/lib/routes';
import { readListParams, withoutDefaults } from './list-parsers';
import { pushAddress, usePageAddress } from './page-address';

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

/** The list's place, as the address tells it. */
export function useListState(): ListState {
  const { search } = usePageAddress();
  return useMemo(() => {
    const params = readListParams(new URLSearchParams(search));
    const go = (to: ListParams) => pushAddress(routes.customers(withoutDefaults(to)));
    return {
      params,
      toPage: (page) => go({ ...params, page }),
      toPerPage: (perPage, keep) => go({ ...params, perPage, page: Math.floor(keep / perPage) + 1 }),
      toSort: (sortBy) => go({ ...params, ...nextSort(params, sortBy), page: 1 }),
    };
  }, [search]);
}
