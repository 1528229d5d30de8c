import type { Facets, SearchFilters } from '@/lib/contracts/search';
import { countryName } from '@/lib/kyc/countries';
import { documentLabel } from '@/lib/words/documents';
import { formatDay } from './format';
import { genderWord } from './gender';
import { spoken } from './language';
import { counted, formatCount, type PluralForms } from './numbers';
import { RANGE_WORDS } from './ranges';

/** The labels of statuses, as the counts bring them along. */
type StatusNames = { status: readonly Pick<Facets['status'][number], 'value' | 'label'>[] };

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
  severalDocuments: string;
  expired: string;
  expiresWithin: PluralForms;
  faceMatchFailed: string;
  /** The same on a row. */
  faceMatchOf: (document: string) => string;
  expiryUnreadable: string;
  faceMatchUnreadable: string;
  /** The box that finds a nationality by typing. */
  find: { nationality: string; hint: string; found: PluralForms; nothing: string };
  /** On a phone: closes the filters. `show` has the number of customers. */
  close: string;
  showAny: string;
  show: PluralForms;
  updatedFrom: (day: string) => string;
  updatedTo: (day: string) => string;
}

const ENGLISH: FilterWords = {
  names: { status: 'Status', nationality: 'Nationality', gender: 'Gender', documentType: 'Document' },
  none: { status: 'No status', nationality: 'Not given', gender: 'Not given', documentType: 'No document' },
  unreadable: 'Not readable',
  chip: (filter, value) => `${filter}: ${value}`,
  status: (code) => `Status ${code}`,
  severalDocuments: 'Documents of several types',
  expired: 'Has expired documents',
  expiresWithin: { one: 'Expires within # day', other: 'Expires within # days' },
  faceMatchFailed: 'Face match failed',
  faceMatchOf: (document) => `Face match failed: ${document}`,
  expiryUnreadable: 'Expiry not readable',
  faceMatchUnreadable: 'Face match not readable',
  find: {
    nationality: 'Find a nationality',
    hint: 'Name or code',
    found: { one: '# nationality', other: '# nationalities' },
    nothing: 'No such nationality here',
  },
  close: 'Close',
  showAny: 'Show customers',
  show: { one: 'Show # customer', other: 'Show # customers' },
  updatedFrom: (day) => `Updated from ${day}`,
  updatedTo: (day) => `Updated until ${day}`,
};

const WORDS = spoken({ en: ENGLISH });
/** In the order of the chips. */
const LISTS = ['status', 'nationality', 'gender', 'documentType'] as const satisfies readonly ListFilter[];

const FLAGS = ['severalDocuments', 'faceMatchFailed', 'expiryUnreadable', 'faceMatchUnreadable'] as const;
export const { faceMatchFailed: FACE_MATCH_FAILED, expiryUnreadable: EXPIRY_UNREADABLE } = WORDS;
export const FACE_MATCH_UNREADABLE = WORDS.faceMatchUnreadable;
export const SEVERAL_DOCUMENTS = WORDS.severalDocuments;

/**
 * The button that closes the filters on a phone.
 * @param written the number of customers in words; `null` while it is not known
 * @param total `undefined`: nothing is counted
 */
export function showText(total: number | undefined, written: string | null): string {
  if (total === undefined) return WORDS.close;
  return written === null ? WORDS.showAny : counted(total, WORDS.show, written);
}
export const FIND_WORDS = WORDS.find;

/** @param facets of them the labels of statuses */
export function chipsOf(filters: SearchFilters, facets: StatusNames | null | undefined): Chip[] {
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
    add('from', WORDS.updatedFrom(formatDay(filters.updatedFrom)), { updatedFrom: undefined });
  if (filters.updatedTo !== undefined)
    add('to', WORDS.updatedTo(formatDay(filters.updatedTo)), { updatedTo: undefined });
  return chips;
}

export function valueLabel(filter: ListFilter, value: number | string, facets: StatusNames | null | undefined): string {
  if (value === 'none') return WORDS.none[filter];
  if (value === 'unreadable') return WORDS.unreadable;
  if (filter === 'status') return facets?.status.find((one) => one.value === value)?.label ?? WORDS.status(value);
  if (filter === 'documentType') return documentLabel(String(value));
  if (filter === 'gender') return genderWord(String(value));
  return filter === 'nationality' ? (countryName(String(value)) ?? String(value)) : String(value);
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

/** Which document's portrait did not match the live face. @param document its name for people */
export function failedFaceText(document: string): string {
  return WORDS.faceMatchOf(document);
}
