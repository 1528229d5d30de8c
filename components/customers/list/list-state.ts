'use client';

import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import type { ListParams, Order, PerPage, SortKey } from '@/lib/contracts/list-params';
import { LIST_PARSERS } from './list-parsers';

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
  const [params, set] = useQueryStates(LIST_PARSERS, { history: 'push' });
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
