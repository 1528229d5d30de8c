'use client';

import { useMemo } from 'react';
import { FACETS } from '@/lib/contracts/search';
import { routes } from '@/lib/routes';
import { labelEntry, pushAddress, usePageAddress } from './page-address';

/** What a history entry of the Customers page shows beyond its address. */
export interface SearchEntry {
  /** What was searched for; empty for filters alone. */
  text: string;
  /** The cursors that led to this page of the result; none on the first. */
  trail: readonly string[];
}

export interface Address {
  /** `?status=2`: filters and sort, as anybody may be sent them. */
  search: string;
  entry: SearchEntry;
  /** Whether a result is asked for, as far as can be told without reading the filters. */
  searching: boolean;
}

/** The keys of `filter-codec.ts`, apart from it: the page must know that there are filters before it can read them. */
export const FILTER_KEYS = [...FACETS, 'updatedFrom', 'updatedTo'] as const;

const NONE: SearchEntry = { text: '', trail: [] };
/** Old entries lose their text rather than fill the memory of a tab that stays open for weeks. */
const MOST_ENTRIES = 500;

/**
 * Text and cursors of this tab's history entries. The entry itself (which a browser writes to its disk) holds a number
 * that only this memory can read: Back finds the text, a reload or a sign-out has lost it.
 */
const entries = new Map<string, SearchEntry>();
let made = 0;

export function useAddress(): Address {
  const { search, entry: id } = usePageAddress(routes.customers());
  return useMemo(() => {
    const entry = entries.get(id) ?? NONE;
    const given = new URLSearchParams(search);
    return { search, entry, searching: entry.text !== '' || FILTER_KEYS.some((key) => given.has(key)) };
  }, [search, id]);
}

/** A step: Back undoes it. `search` is empty or starts with `?`. */
export function pushEntry(search: string, entry: SearchEntry): void {
  pushAddress(routes.customers() + search, keep(entry));
}

/** Gives the entry that is being left a text, so that Back from the customer brings it up. */
export function keepText(text: string): void {
  labelEntry(keep({ text, trail: [] }));
}

/** Whoever signs in next is not to find what this person searched for. */
export function forgetEntries(): void {
  entries.clear();
}

function keep(entry: SearchEntry): string {
  made += 1;
  // The page's own time keeps numbers of an earlier load from meaning something in this one.
  const id = `${performance.timeOrigin}-${made}`;
  entries.set(id, entry);
  for (const old of entries.keys()) {
    if (entries.size <= MOST_ENTRIES) break;
    entries.delete(old);
  }
  return id;
}
