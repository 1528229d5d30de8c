import type { CountedWindow, ExpiringMark, ExpiringParams, LastLink } from '../contracts/expiring';
import { formatDay, formatMoment, formatMomentDay } from './format';
import { spoken } from './language';
import { counted, formatCount, type PluralForms } from './numbers';
import { RANGE_WORDS } from './ranges';

/** The words of the Expiring page as a worklist. */
export interface WorklistWords {
  windows: Record<CountedWindow | 'days', string>;
  from: string;
  until: string;
  /** Titles of the chart. */
  expiredByWeek: string;
  expiringByWeek: string;
  lastDaysByWeek: string;
  weekOf: (day: string) => string;
  openOnly: string;
  documentType: string;
  allDocuments: string;
  status: string;
  allStatuses: string;
  nationality: string;
  allNationalities: string;
  /** The box in the list of nationalities. */
  findNationality: string;
  findHint: string;
  noNationality: string;
  clearAll: string;
  /** A choice with its number of documents. */
  choice: (label: string, count: string) => string;
  selected: (documents: string, customers: string) => string;
  /** Of a list that goes on: how many are shown. */
  shownOf: (shown: string, documents: string) => string;
  documents: PluralForms;
  customers: PluralForms;
  selectAll: PluralForms;
  clearSelection: string;
  selectRow: (name: string, document: string) => string;
  nameless: string;
  done: Record<ExpiringMark['for'], string>;
  /** Who marked it, when, and the word. */
  markedBy: (name: string, moment: string) => string;
  markedWith: (marked: string, word: string) => string;
  linkBy: (day: string, name: string) => string;
  somebody: string;
  marking: {
    action: string;
    title: PluralForms;
    whom: string;
    me: string;
    all: string;
    word: string;
    hint: string;
    personal: string;
    save: string;
    undo: string;
    failed: string;
    saved: PluralForms;
    undone: PluralForms;
    nothing: string;
  };
}

const ENGLISH: WorklistWords = {
  windows: {
    expired: 'Expired',
    'this-month': 'This month',
    'next-month': 'Next month',
    30: 'Within 30 days',
    60: 'Within 60 days',
    90: 'Within 90 days',
    days: 'Chosen days',
  },
  from: 'From',
  until: 'Until',
  expiredByWeek: 'Expired by week',
  expiringByWeek: 'Expiring by week',
  lastDaysByWeek: 'Last days by week',
  weekOf: (day) => `Week of ${day}`,
  openOnly: 'Not done only',
  documentType: 'Document type',
  allDocuments: 'All documents',
  status: 'Status',
  allStatuses: 'All statuses',
  nationality: 'Nationality',
  allNationalities: 'All nationalities',
  findNationality: 'Find a nationality',
  findHint: 'Name or code',
  noNationality: 'No such nationality here',
  clearAll: 'Clear all',
  choice: (label, count) => `${label} (${count})`,
  shownOf: (shown, documents) => `${shown} of ${documents} shown`,
  selected: (documents, customers) => `${documents} of ${customers} selected`,
  documents: { one: '# document', other: '# documents' },
  customers: { one: '# customer', other: '# customers' },
  selectAll: { one: 'Select the one shown', other: 'Select all # shown' },
  clearSelection: 'Clear selection',
  selectRow: (name, document) => `Select ${name}, ${document}`,
  nameless: 'a customer without a name',
  done: { me: 'Done for me', all: 'Done for all' },
  markedBy: (name, moment) => `Marked by ${name}, ${moment}`,
  markedWith: (marked, word) => `${marked}: ${word}`,
  linkBy: (day, name) => `${day}, ${name}`,
  somebody: 'a former colleague',
  marking: {
    action: 'Mark as done',
    title: { one: 'Mark # document as done', other: 'Mark # documents as done' },
    whom: 'Done for',
    me: 'Me alone',
    all: 'Everybody',
    word: 'A word about it (optional)',
    hint: 'Colleagues read it where it is done for everybody. A mark lapses when the document’s last day changes.',
    personal: 'This looks like a customer’s data. Leave it out: the word is kept with the mark.',
    save: 'Mark as done',
    undo: 'Take the mark away',
    failed: 'Nothing more was marked.',
    saved: { one: '# document is marked as done', other: '# documents are marked as done' },
    undone: { one: 'The mark of # document was taken away', other: 'The marks of # documents were taken away' },
    nothing: 'Nothing has changed',
  },
};

export const WORKLIST_WORDS = spoken({ en: ENGLISH });

/** "Expired by week", by what the window holds. */
export function chartTitle({ within }: Pick<ExpiringParams, 'within'>): string {
  if (within === 'expired') return WORKLIST_WORDS.expiredByWeek;
  return typeof within === 'number' ? WORKLIST_WORDS.expiringByWeek : WORKLIST_WORDS.lastDaysByWeek;
}

/** "Week of 23 Nov 2026". */
export function weekText(start: string): string {
  return WORKLIST_WORDS.weekOf(formatDay(start));
}

/** "3 documents of 2 customers selected". */
export function selectedText(documents: number, customers: number): string {
  const { selected, documents: ofDocuments, customers: ofCustomers } = WORKLIST_WORDS;
  return selected(counted(documents, ofDocuments), counted(customers, ofCustomers));
}

/** "Marked by Daniel Reyes, 26 Nov 2026, 14:05: written to them". */
export function markTitle({ by, at, word }: ExpiringMark, zone: string): string {
  const marked = WORKLIST_WORDS.markedBy(by, formatMoment(at, zone));
  return word === null ? marked : WORKLIST_WORDS.markedWith(marked, word);
}

/** "26 Nov 2026, Daniel Reyes" in the cell, and the whole moment in its title. */
export function linkTexts({ by, at }: LastLink, zone: string): { text: string; title: string } {
  const name = by ?? WORKLIST_WORDS.somebody;
  return {
    text: WORKLIST_WORDS.linkBy(formatMomentDay(at, zone), name),
    title: WORKLIST_WORDS.linkBy(formatMoment(at, zone), name),
  };
}

/**
 * "12 documents", or "50 of 136 documents shown".
 * @param total `null` where the whole number is not known
 */
export function shownText(shown: number, total: number | null): string {
  const { documents, shownOf } = WORKLIST_WORDS;
  if (total === null) return counted(shown, documents, RANGE_WORDS.atLeast(formatCount(shown)));
  return shown < total ? shownOf(formatCount(shown), counted(total, documents)) : counted(shown, documents);
}
