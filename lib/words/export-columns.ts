import type { ExportColumn, SearchCounts } from '../contracts/search';
import { spoken } from './language';
import { counted, formatCount, type PluralForms } from './numbers';

export type ExportColumnWords = Record<ExportColumn, string>;

export interface ExportHeadingWords {
  updatedAt: (timeZone: string) => string;
}

const ENGLISH_HEADINGS: ExportHeadingWords = { updatedAt: (timeZone) => `Updated (${timeZone})` };
const HEADINGS = spoken({ en: ENGLISH_HEADINGS });

const ENGLISH: ExportColumnWords = {
  uuid: 'Customer',
  status: 'Status',
  name: 'Name',
  surname: 'Surname',
  nationality: 'Nationality',
  gender: 'Gender',
  email: 'Email',
  phoneNumber: 'Phone',
  documents: 'Documents',
  nextExpiry: 'First expiry',
  expiredDocuments: 'Expired documents',
  faceMatch: 'Face match',
  updatedAt: 'Updated',
};

/** The columns of an export, as the dialog names them. */
export const EXPORT_LABELS: ExportColumnWords = spoken({ en: ENGLISH });

/** A column in the first line of the file. A column of moments names the time zone that they are written in. */
export function exportHeading(column: ExportColumn, timeZone: string): string {
  return column === 'updatedAt' ? HEADINGS.updatedAt(timeZone) : EXPORT_LABELS[column];
}

export interface ExportSummaryWords {
  uncounted: string;
  match: PluralForms;
  moreThan: (count: string) => string;
  /** Beside the count: names that only sound alike. */
  onlyWritten: string;
  documents: PluralForms;
  documentsShown: string;
  recorded: string;
}

const ENGLISH_SUMMARY: ExportSummaryWords = {
  uncounted: 'Everything that the page’s search and filters match.',
  match: { one: '# customer matches what the page shows.', other: '# customers match what the page shows.' },
  moreThan: (count) => `More than ${count} customers match what the page shows.`,
  onlyWritten: 'Names that only sound alike are not in the file.',
  documents: {
    one: 'The # document of the list, from all its pages.',
    other: 'The # documents of the list, from all its pages.',
  },
  documentsShown: 'Every document that the list holds, from all its pages.',
  recorded:
    'Exporting is recorded, with the purpose, the filters and the number of rows. The file holds personal data: keep it only as long as you need it.',
};

const SUMMARY = spoken({ en: ENGLISH_SUMMARY });
export const { recorded: EXPORT_RECORDED } = SUMMARY;

/** What an export of the Expiring page will hold; `null` for a number that is not known. */
export function worklistSummary(documents: number | null): string {
  return documents === null ? SUMMARY.documentsShown : counted(documents, SUMMARY.documents);
}

/** What an export will hold. Without a count, or with a count that took too long, it names no number. */
export function exportSummary(counts: Pick<SearchCounts, 'total' | 'exact' | 'alike'> | undefined): string {
  const words = SUMMARY;
  if (counts === undefined || (counts.total === 0 && !counts.exact)) return words.uncounted;
  const matching = counts.exact ? counted(counts.total, words.match) : words.moreThan(formatCount(counts.total));
  return counts.alike === 0 ? matching : `${matching} ${words.onlyWritten}`;
}
