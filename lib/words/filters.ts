import type { Facets, SearchFilters } from '@/lib/contracts/search';
import { documentLabel } from '@/lib/words/documents';
import { spoken } from './language';
import { counted, formatCount, type PluralForms } from './numbers';
import { RANGE_WORDS } from './ranges';

/** A filter that is on, in words, and what is left without it. */
export interface Chip {
  key: string;
  label: string;
  without: SearchFilters;
}

/** The filters of which several values can be chosen. */
export type ListFilter = 'status' | 'nationality' | 'gender' | 'documentType';

export interface FilterWords {
  names: Record<ListFilter, string>;
  /** The value `none`: customers without one. */
  none: Record<ListFilter, string>;
  /** The value `unreadable`: customers whose value could not be read. */
  unreadable: string;
  chip: (filter: string, value: string) => string;
  status: (code: number | string) => string;
  expired: string;
  expiresWithin: PluralForms;
  faceMatchFailed: string;
  expiryUnreadable: string;
  faceMatchUnreadable: string;
  updatedFrom: (day: string) => string;
  updatedTo: (day: string) => string;
}

const ENGLISH: FilterWords = {
  names: { status: 'Status', nationality: 'Nationality', gender: 'Gender', documentType: 'Document' },
  none: { status: 'No status', nationality: 'Not given', gender: 'Not given', documentType: 'No document' },
  unreadable: 'Not readable',
  chip: (filter, value) => `${filter}: ${value}`,
  status: (code) => `Status ${code}`,
  expired: 'Has expired documents',
  expiresWithin: { one: 'Expires within # day', other: 'Expires within # days' },
  faceMatchFailed: 'Face match failed',
  expiryUnreadable: 'Expiry not readable',
  faceMatchUnreadable: 'Face match not readable',
  updatedFrom: (day) => `Updated from ${day}`,
  updatedTo: (day) => `Updated until ${day}`,
};

const WORDS = spoken({ en: ENGLISH });
/** In the order of the chips. */
const LISTS = ['status', 'nationality', 'gender', 'documentType'] as const satisfies readonly ListFilter[];

const FLAGS = ['faceMatchFailed', 'expiryUnreadable', 'faceMatchUnreadable'] as const;
export const { faceMatchFailed: FACE_MATCH_FAILED, expiryUnreadable: EXPIRY_UNREADABLE } = WORDS;
export const FACE_MATCH_UNREADABLE = WORDS.faceMatchUnreadable;

export function chipsOf(filters: SearchFilters, facets: Facets | null | undefined): Chip[] {
  const chips: Chip[] = [];
  const add = (key: string, label: string, off: Partial<SearchFilters>) =>
    chips.push({ key, label, without: { ...filters, ...off } });
  for (const filter of LISTS) {
    for (const value of filters[filter] ?? []) {
      const without = toggled(filters, filter, value)[filter];
      const label = WORDS.chip(WORDS.names[filter], valueLabel(filter, value, facets));
      add(`${filter} ${value}`, label, { [filter]: without });
    }
  }
  if (filters.expired) add('expired', WORDS.expired, { expired: undefined });
  if (filters.expiresWithin !== undefined) {
    add('within', counted(filters.expiresWithin, WORDS.expiresWithin), { expiresWithin: undefined });
  }
  for (const flag of FLAGS) if (filters[flag]) add(flag, WORDS[flag], { [flag]: undefined });
  if (filters.updatedFrom !== undefined)
    add('from', WORDS.updatedFrom(filters.updatedFrom), { updatedFrom: undefined });
  if (filters.updatedTo !== undefined) add('to', WORDS.updatedTo(filters.updatedTo), { updatedTo: undefined });
  return chips;
}

export function valueLabel(filter: ListFilter, value: number | string, facets: Facets | null | undefined): string {
  if (value === 'none') return WORDS.none[filter];
  if (value === 'unreadable') return WORDS.unreadable;
  if (filter === 'status') return facets?.status.find((one) => one.value === value)?.label ?? WORDS.status(value);
  return filter === 'documentType' ? documentLabel(String(value)) : String(value);
}

/** "1,234"; "1,234+" where not every customer was counted. */
export function countText(count: number | undefined, exact: boolean): string | undefined {
  if (count === undefined) return undefined;
  return exact ? formatCount(count) : RANGE_WORDS.atLeast(formatCount(count));
}

/** The filters with one value of a list more or less. */
export function toggled(filters: SearchFilters, filter: ListFilter, value: number | string): SearchFilters {
  const now: readonly (number | string)[] = filters[filter] ?? [];
  const then = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
  return { ...filters, [filter]: then.length === 0 ? undefined : then };
}
