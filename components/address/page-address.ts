'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { routes } from '@/lib/routes';

/** What the browser's address bar and history say of the Customers page right now. */
export interface PageAddress {
  /** Empty or `?page=2`. */
  search: string;
  /** The number under which `customers-address.ts` keeps what this history entry shows beyond its address; or empty. */
  entry: string;
}

/**
 * The page's state is the address: a step is a history entry, so Back undoes it and a link carries it. Address and entry
 * come as one, so that text and filters never belong to two different moments.
 */
export function usePageAddress(): PageAddress {
  const given = useSearchParams();
  const address = useSyncExternalStore(subscribe, read, () => `?${given} `);
  // A link within the page: Next tells of it first and changes the address afterwards.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the news, not the value, that matters.
  useEffect(tell, [given]);
  return useMemo(() => {
    const [search = '', entry = ''] = address.split(' ');
    return { search, entry };
  }, [address]);
}

/** A step. Next takes note of it by the browser's own call (its manual, "Native History API"); no server is asked. */
export function pushAddress(href: string, entry?: string): void {
  window.history.pushState(entry === undefined ? null : { deskEntry: entry }, '', href);
  tell();
}

/** Gives the entry that is being left something to come back to, without a step. */
export function labelEntry(entry: string): void {
  window.history.replaceState({ ...window.history.state, deskEntry: entry }, '');
}

const listeners = new Set<() => void>();
let last = ' ';

function tell(): void {
  for (const listener of listeners) listener();
}

function read(): string {
  const { pathname, search } = window.location;
  const state = window.history.state as { deskEntry?: string } | null;
  // On the way to another page the address is that page's already, while this one still stands.
  if (pathname === routes.customers()) last = `${search} ${state?.deskEntry ?? ''}`;
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
