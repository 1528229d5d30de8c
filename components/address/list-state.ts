'use client';

import { useMemo } from 'react';
import type { ListParams, Order, PerPage, SortKey } from '@/lib/contracts/list-params';
import { routes } from '@/lib/routes';
import { LIST_CODEC } from './list-codec';
import { pushAddress, usePageAddress } from './page-address';

/** The sort after a click on a header: the active column turns round, another column starts in its usual order. */
export function nextSort(now: { sortBy: SortKey; order: Order }, sortBy: SortKey): { sortBy: SortKey; order: Order } {
  if (now.sortBy === sortBy) return { sortBy, order: now.order === 'asc' ? 'desc' : 'asc' };
  return { sortBy, order: sortBy === 'updatedAt' ? 'desc' : 'asc' };
}

interface ListState {
  params: ListParams;
  toPage: (page: number) => void;
  /** Changes the page size, and shows the page that holds row `keep` (counted over the whole list, from 0). */
  toPerPage: (perPage: PerPage, keep: number) => void;
  toSort: (sortBy: SortKey) => void;
  /** What {@link toSort} would show. */
  sorted: (sortBy: SortKey) => ListParams;
}

/** Page, size and order of Sentinel's list, from the address. */
export function useListState(): ListState {
  const { search } = usePageAddress(routes.customers());
  return useMemo(() => {
    const params = LIST_CODEC.read(search);
    const sorted = (sortBy: SortKey): ListParams => ({ ...params, ...nextSort(params, sortBy), page: 1 });
    const go = (to: ListParams) => pushAddress(routes.customers() + LIST_CODEC.write(to));
    return {
      params,
      toPage: (page) => go({ ...params, page }),
      toPerPage: (perPage, keep) => go({ ...params, perPage, page: Math.floor(keep / perPage) + 1 }),
      toSort: (sortBy) => go(sorted(sortBy)),
      sorted,
    };
  }, [search]);
}
