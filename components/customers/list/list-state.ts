'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ListParams, Order, PerPage, SortKey } from '@/lib/contracts/list-params';
import { routes } from '@/lib/routes';
import { readListParams, withoutDefaults } from './list-parsers';

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
  const given = useSearchParams();
  const search = useSyncExternalStore(subscribe, read, () => `?${given}`);
  // A link within the list: Next tells of it first and changes the address afterwards.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the news, not the value, that matters.
  useEffect(tell, [given]);
  return useMemo(() => {
    const params = readListParams(new URLSearchParams(search));
    return {
      params,
      toPage: (page) => go({ ...params, page }),
      toPerPage: (perPage, keep) => go({ ...params, perPage, page: Math.floor(keep / perPage) + 1 }),
      toSort: (sortBy) => go({ ...params, ...nextSort(params, sortBy), page: 1 }),
    };
  }, [search]);
}

const listeners = new Set<() => void>();
let last = '';

/** Next takes note of a step by the browser's own call (its manual, "Native History API"); no server is asked. */
function go(params: ListParams): void {
  window.history.pushState(null, '', routes.customers(withoutDefaults(params)));
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}

function read(): string {
  // On the way to another page the address is that page's already, while this one still stands.
  if (window.location.pathname === routes.customers()) last = window.location.search;
  return last;
}

function subscribe(onChange: () => void): () => void {
  listeners.add(onChange);
  window.addEventListener('popstate', onChange);
  return () => {
    listeners.delete(onChange);
    window.removeEventListener('popstate', onChange);
  };
}
