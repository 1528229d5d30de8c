import type { Facets, SearchFilters } from '@/lib/contracts/search';
import { documentLabel } from '@/lib/words/documents';
import { formatCount } from './ranges';

/** A filter that is on, in words, and what is left without it. */
export interface Chip {
  key: string;
  label: string;
  without: SearchFilters;
}

const LIST_NAMES = {
  status: 'Status',
  nationality: 'Nationality',
  gender: 'Gender',
  documentType: 'Document',
} as const;
export type ListFilter = keyof typeof LIST_NAMES;

export function chipsOf(filters: SearchFilters, facets: Facets | null | undefined): Chip[] {
  const chips: Chip[] = [];
  const add = (key: string, label: string, off: Partial<SearchFilters>) =>
    chips.push({ key, label, without: { ...filters, ...off } });
  for (const filter of Object.keys(LIST_NAMES) as ListFilter[]) {
    for (const value of filters[filter] ?? []) {
      const without = toggled(filters, filter, value)[filter];
      add(`${filter} ${value}`, `${LIST_NAMES[filter]}: ${valueLabel(filter, value, facets)}`, { [filter]: without });
    }
  }
  if (filters.expired) add('expired', 'Has expired documents', { expired: undefined });
  if (filters.expiresWithin !== undefined) {
    add('within', `Expires within ${filters.expiresWithin} days`, { expiresWithin: undefined });
  }
  if (filters.faceMatchFailed) add('face', 'Face match failed', { faceMatchFailed: undefined });
  if (filters.updatedFrom !== undefined) add('from', `Updated from ${filters.updatedFrom}`, { updatedFrom: undefined });
  if (filters.updatedTo !== undefined) add('to', `Updated until ${filters.updatedTo}`, { updatedTo: undefined });
  return chips;
}

const NONE_LABELS: Record<ListFilter, string> = {
  status: 'No status',
  nationality: 'Not given',
  gender: 'Not given',
  documentType: 'No document',
};

export function valueLabel(filter: ListFilter, value: number | string, facets: Facets | null | undefined): string {
  if (value === 'none') return NONE_LABELS[filter];
  if (filter === 'status') return facets?.status.find((one) => one.value === value)?.label ?? `Status ${value}`;
  return filter === 'documentType' ? documentLabel(String(value)) : String(value);
}

/** "1,234", and "1,234+" where not everybody was counted. */
export function countText(count: number | undefined, exact: boolean): string | undefined {
  return count === undefined ? undefined : `${formatCount(count)}${exact ? '' : '+'}`;
}

/** The filters with one value of a list more or less. */
export function toggled(filters: SearchFilters, filter: ListFilter, value: number | string): SearchFilters {
  const now: readonly (number | string)[] = filters[filter] ?? [];
  const then = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
  return { ...filters, [filter]: then.length === 0 ? undefined : then };
}
