import type { AlertFacts } from '../contracts/alerts';
import type { ViewPage, ViewState } from '../contracts/views';
import { countryName } from '../kyc/countries';
import { documentLabel } from './documents';
import { chipsOf, valueLabel } from './filters';
import { formatDay } from './format';
import { spoken } from './language';
import { counted, formatFacts, type PluralForms } from './numbers';
import { WORKLIST_WORDS } from './worklist';

/** A saved view told by its filters, and the daily digest. No word of it comes from a person: it leaves the desk. */
export interface ViewTextWords {
  /** A view of Customers without a filter. */
  everybody: string;
  days: (from: string, to: string) => string;
  digest: (day: string, views: string) => string;
  /** One view, as a whole sentence. @param count "12 customers" */
  view: Record<ViewPage, (shows: string, count: string) => string>;
  counts: Record<ViewPage, PluralForms>;
  atLeast: Record<ViewPage, PluralForms>;
  uncounted: string;
  /** Of a view without what is done: whose marks count is another matter for each reader, so the count leaves them aside. */
  doneIncluded: string;
}

const ENGLISH: ViewTextWords = {
  everybody: 'all customers',
  days: (from, to) => `Last day from ${from} to ${to}`,
  digest: (day, views) => `Saved views on ${day}. ${views}`,
  view: {
    customers: (shows, count) => `Customers (${shows}): ${count}.`,
    expiring: (shows, count) => `Expiring documents (${shows}): ${count}.`,
  },
  counts: {
    customers: { one: '# customer', other: '# customers' },
    expiring: { one: '# document', other: '# documents' },
  },
  atLeast: {
    customers: { one: '# customer or more', other: '# customers or more' },
    expiring: { one: '# document or more', other: '# documents or more' },
  },
  uncounted: 'could not be counted',
  doneIncluded: 'those marked as done included',
};

const WORDS = spoken({ en: ENGLISH });

/**
 * What a view asks for: "Nationality: Egypt, Face match failed". The parser of views has let codes alone through, so
 * that no part of this is a person's word.
 *
 * @param statusLabel the operator's label of a status code
 */
export function viewText(state: ViewState, statusLabel: (code: number) => string): string {
  if (state.page === 'customers') {
    const { filters } = state;
    const codes = (filters.status ?? []).filter((code) => typeof code === 'number');
    const names = { status: codes.map((code) => ({ value: code, label: statusLabel(code) })) };
    return formatFacts(chipsOf(filters, names).map(({ label }) => label)) || WORDS.everybody;
  }
  const { within, from, to, documentType, nationality, status, open } = state.params;
  return formatFacts([
    within === 'days' ? WORDS.days(formatDay(from ?? null), formatDay(to ?? null)) : WORKLIST_WORDS.windows[within],
    documentType !== undefined && documentLabel(documentType),
    nationality !== undefined && (countryName(nationality) ?? valueLabel('nationality', nationality, null)),
    status !== undefined && (typeof status === 'number' ? statusLabel(status) : valueLabel('status', status, null)),
    open && WORDS.doneIncluded,
  ]);
}

/** The digest in one text: "Saved views on 27 Nov 2026. Customers (Face match failed): 12 customers." */
export function digestText({ day, views }: Pick<AlertFacts<'views-digest'>, 'day' | 'views'>): string {
  const sentences = views.map(({ page, shows, count, exact }) => {
    const forms = WORDS[exact ? 'counts' : 'atLeast'][page];
    return WORDS.view[page](shows, count === null ? WORDS.uncounted : counted(count, forms));
  });
  return WORDS.digest(formatDay(day), sentences.join(' '));
}
