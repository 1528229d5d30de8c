'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Change, Codec, Given } from './codec';

/** What the browser's address bar and history say of a page right now. */
interface PageAddress {
  /** Empty or `?page=2`. */
  search: string;
  /** The number under which `customers-address.ts` keeps what this history entry shows beyond its address; or empty. */
  entry: string;
}

/**
 * The page's state is its address: each step is a history entry, so Back undoes the step and a link carries the state.
 * Search and entry change together, so that text and filters always belong to the same moment.
 *
 * @param path the page's own path, without a query
 */
export function usePageAddress(path: string): PageAddress {
  const given = useSearchParams();
  // A page that has just been opened renders before Next has changed the address: until then Next's own word counts.
  const [memory] = useState(() => ({ last: given.size === 0 ? ' ' : `?${given} ` }));
  const read = useCallback(() => {
    const { pathname, search } = window.location;
    const state = window.history.state as { deskEntry?: string } | null;
    // On the way to another page the address is that page's already, while this page is still on screen.
    if (pathname === path) memory.last = `${search} ${state?.deskEntry ?? ''}`;
    return memory.last;
  }, [path, memory]);
  const address = useSyncExternalStore(subscribe, read, () => (given.size === 0 ? ' ' : `?${given} `));
  // After a link within the page, Next changes its parameters first and the address afterwards.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the effect has to run when the parameters change.
  useEffect(tell, [given]);
  return useMemo(() => {
    const [search = '', entry = ''] = address.split(' ');
    return { search, entry };
  }, [address]);
}

type SetPageState<T> = (change: Change<T>, how?: 'push' | 'replace') => void;

/** A page's whole state, for a page whose address says everything. A change leaves the other parameters as they are. */
export function usePageState<T, D extends keyof T>(
  path: string,
  codec: Codec<T, D>,
): readonly [state: Given<T, D>, set: SetPageState<T>] {
  const { search } = usePageAddress(path);
  const state = useMemo(() => codec.read(search), [codec, search]);
  const set = useCallback<SetPageState<T>>(
    (change, how = 'push') => {
      const href = path + codec.write({ ...codec.read(window.location.search), ...change });
      if (how === 'push') pushAddress(href);
      else replaceAddress(href);
    },
    [path, codec],
  );
  return [state, set];
}

/** A step. The browser's own call keeps Next informed (its manual, "Native History API"), and asks no server. */
export function pushAddress(href: string, entry?: string): void {
  window.history.pushState(entry === undefined ? null : { deskEntry: entry }, '', href);
  tell();
}

/** Corrects the address, without a step. */
export function replaceAddress(href: string): void {
  window.history.replaceState(null, '', href);
  tell();
}

/** Gives the current history entry a number to come back to, without a step. */
export function labelEntry(entry: string): void {
  window.history.replaceState({ ...window.history.state, deskEntry: entry }, '');
  tell();
}

const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** Calls `onChange` when the address or the history entry changes. */
export function subscribe(onChange: () => void): () => void {
  listeners.add(onChange);
  window.addEventListener('popstate', onChange);
  return () => {
    listeners.delete(onChange);
    window.removeEventListener('popstate', onChange);
  };
}
