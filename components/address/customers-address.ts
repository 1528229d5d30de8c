'use client';

import { useMemo } from 'react';
import { FACETS } from '@/lib/contracts/search';
import { routes } from '@/lib/routes';
import { labelEntry, pushAddress, usePageAddress } from './page-address';

/** The part of a history entry of the Customers page that is not in its address. */
interface SearchEntry {
  /** The searched text; empty for filters alone. */
  text: string;
  /** The cursors of the pages up to this page of the result; empty on the first page. */
  trail: readonly string[];
}

export interface Address {
  /** `?status=2`: filters and sort. A link may carry them. */
  search: string;
  entry: SearchEntry;
  /** Whether the entry asks for a result: it has a text, or its address names a filter, valid or not. */
  searching: boolean;
}

/**
 * The filter keys of `filter-codec.ts`, which must have exactly these. Kept apart, because the page fetches that codec only when there are filters.
 */
export const FILTER_KEYS = [...FACETS, 'updatedFrom', 'updatedTo'] as const;

const NONE: SearchEntry = { text: '', trail: [] };
/** Older entries lose their text, so that a tab that stays open for weeks does not fill its memory. */
const MOST_ENTRIES = 500;

/**
 * Text and cursors of this tab's history entries. The entry itself holds only a number, because browsers write history
 * entries to disk. Back finds the text by the number; a reload or a sign-out loses the text.
 */
const entries = new Map<string, SearchEntry>();
let made = 0;

/** The entry that the Customers page will have once the router has brought it. */
let pending: SearchEntry | null = null;

export function useAddress(): Address {
  const { search, entry: id } = usePageAddress(routes.customers());
  return useMemo(() => {
    const entry = entries.get(id) ?? (id === '' ? pending : null) ?? NONE;
    const given = new URLSearchParams(search);
    return { search, entry, searching: entry.text !== '' || FILTER_KEYS.some((key) => given.has(key)) };
  }, [search, id]);
}

/** A step, which Back undoes. `search` is empty or starts with `?`. */
export function pushEntry(search: string, entry: SearchEntry): void {
  pushAddress(routes.customers() + search, keep(entry));
}

/** Gives the current entry a text, so that Back from the customer's page brings the text back. */
export function keepText(text: string): void {
  labelEntry(keep({ text, trail: [] }));
}

/** The Customers page is not on screen: it shows a text's result as soon as the router has brought the page. */
export function keepTextForList(text: string): void {
  pending = { text, trail: [] };
}

/** Call when the Customers page is there: its history entry takes the text over. */
export function takeTextForList(): void {
  if (pending === null || window.location.pathname !== routes.customers()) return;
  const { text } = pending;
  pending = null;
  keepText(text);
}

/** The next person to sign in must not find the texts of this person. */
export function forgetEntries(): void {
  entries.clear();
  pending = null;
}

function keep(entry: SearchEntry): string {
  made += 1;
  // The load's own time makes the numbers of an earlier load unknown here.
  const id = `${performance.timeOrigin}-${made}`;
  entries.set(id, entry);
  for (const old of entries.keys()) {
    if (entries.size <= MOST_ENTRIES) break;
    entries.delete(old);
  }
  return id;
}
