import type { ViewPage } from '../contracts/views';
import { spoken } from './language';
import { counted, type PluralForms } from './numbers';

/** The groups of what the palette finds, in their order. */
export const PALETTE_GROUPS = ['actions', 'people', 'pages', 'views', 'filters', 'recent'] as const;
export type PaletteGroup = (typeof PALETTE_GROUPS)[number];

export interface PaletteWords {
  title: string;
  label: string;
  placeholder: string;
  options: string;
  groups: Record<PaletteGroup, string>;
  nothing: string;
  /** Announced while a person types. */
  found: PluralForms;
  sessions: string;
  /** Beside a saved view: the page that it opens. */
  viewOf: Record<ViewPage, string>;
  filters: Record<PaletteFilter, string>;
  /** A filter for one nationality, alone and with another filter. */
  nationality: Record<'any' | PaletteFilter, (country: string) => string>;
}

export type PaletteFilter = 'expired' | 'expiring' | 'faceMatchFailed' | 'noStatus';

const ENGLISH: PaletteWords = {
  title: 'Find anything',
  label: 'What to find',
  placeholder: 'A page, a customer, a filter or an action',
  options: 'Found',
  groups: {
    actions: 'On this page',
    people: 'Customers',
    pages: 'Pages',
    views: 'Saved views',
    filters: 'Filters',
    recent: 'Opened in this tab',
  },
  nothing: 'Nothing matches.',
  found: { one: '# entry', other: '# entries' },
  sessions: 'Sessions',
  viewOf: { customers: 'Customers', expiring: 'Expiring' },
  filters: {
    expired: 'Customers with expired documents',
    expiring: 'Customers with documents that expire within 30 days',
    faceMatchFailed: 'Customers whose face match failed',
    noStatus: 'Customers without a status',
  },
  nationality: {
    any: (country) => `Customers of one nationality: ${country}`,
    expired: (country) => `Customers with expired documents, of one nationality: ${country}`,
    expiring: (country) => `Customers with documents that expire within 30 days, of one nationality: ${country}`,
    faceMatchFailed: (country) => `Customers whose face match failed, of one nationality: ${country}`,
    noStatus: (country) => `Customers without a status, of one nationality: ${country}`,
  },
};

export const PALETTE_WORDS = spoken({ en: ENGLISH });

export const foundText = (entries: number): string => counted(entries, PALETTE_WORDS.found);
