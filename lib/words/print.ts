import type { PrintedPage } from '../contracts/print';
import { spoken } from './language';
import { counted, formatCount, type PluralForms } from './numbers';

const ENGLISH_PAGES: Record<PrintedPage, string> = {
  customers: 'Customers',
  expiring: 'Expiring documents',
  approvals: 'Approvals',
  audit: 'Audit log',
  reviews: 'Reviews',
  alerts: 'Alerts',
  accounts: 'Accounts',
  'access-review': 'Access review',
  system: 'System',
  sessions: 'Sessions',
};

/** The pages that go to paper, as the trail names them. */
export const PAGE_NAMES = spoken({ en: ENGLISH_PAGES });

export interface PrintWords {
  command: string;
  desk: string;
  by: (name: string, role: string, moment: string) => string;
  purpose: (purpose: string) => string;
  /** The person's own sentence. */
  quoted: (sentence: string) => string;
  /** The number by which the audit log finds the print. */
  request: (id: string) => string;
  /** "Rows 1–50 of 2,400". */
  range: (range: string) => string;
  /** A page that shows all rows. */
  rows: PluralForms;
  /** A page that has more rows than it shows. */
  first: (rows: string) => string;
  /** The browser's own menu, where the operator asks what a print is for. */
  refused: string;
  notPrinted: string;
  /** The page on screen is not the recorded one. */
  moved: string;
  /** Sentinel or the rows were waited for, and did not come. */
  unfinished: string;
  /** Printed by the browser's own menu, and not recorded. */
  notRecorded: string;
  close: string;
}

const ENGLISH: PrintWords = {
  command: 'Print',
  desk: 'Sentinel desk',
  by: (name, role, moment) => `Printed by ${name} (${role}) on ${moment}`,
  purpose: (purpose) => `Purpose: ${purpose}`,
  quoted: (sentence) => `“${sentence}”`,
  request: (id) => `Request ${id}`,
  range: (range) => `Rows ${range}`,
  rows: { one: '# row', other: '# rows' },
  first: (rows) => `The first ${rows} rows; the list has more`,
  refused:
    'Nothing was printed: the desk asks what a print is for. Choose “Print” in the account menu, or press Ctrl P.',
  notPrinted: 'The page was not printed.',
  moved: 'It changed before the print was recorded. Print again.',
  unfinished: 'Part of it has not come yet. Print again when it is there.',
  notRecorded: 'The print could not be recorded. Tell your administrator.',
  close: 'Close',
};

export const PRINT_WORDS = spoken({ en: ENGLISH });

/** Which rows are on the paper. @param range as the pager writes it; `null` where the page has none */
export function rowsText(range: string | null, rows: number, hasMore: boolean): string {
  if (range !== null && range !== '') return PRINT_WORDS.range(range);
  return hasMore ? PRINT_WORDS.first(formatCount(rows)) : counted(rows, PRINT_WORDS.rows);
}
