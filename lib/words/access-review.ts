import type { Use } from '../contracts/access-review';
import { LOCALE, spoken } from './language';

/** The columns of a month's evidence, on the page and in the file, and the values that are words. */
export interface ReviewColumnWords {
  record: string;
  month: string;
  at: string;
  account: string;
  email: string;
  name: string;
  role: string;
  state: string;
  lastUse: string;
  uses: Record<Use, string>;
  action: string;
  details: string;
  person: string;
  event: string;
  active: string;
  disabled: string;
  never: string;
  /** The page's sentence on a file that was made. */
  made: (month: string) => string;
}

const ENGLISH: ReviewColumnWords = {
  record: 'Record',
  month: 'Month',
  at: 'Time (UTC)',
  account: 'Account',
  email: 'E-mail',
  name: 'Name',
  role: 'Role',
  state: 'State',
  lastUse: 'Last use',
  uses: {
    signIns: 'Sign-ins',
    openings: 'Customers opened',
    reveals: 'Images and fields shown',
    searches: 'Searches and look-ups',
    lists: 'Lists',
    exports: 'Exports',
    exportedRows: 'Exported rows',
    corrections: 'Contacts corrected',
    links: 'Links created',
    auditReads: 'Audit log read',
    refusals: 'Access denied',
    budgetsSpent: 'Budgets spent',
  },
  action: 'What',
  details: 'Details',
  person: 'person',
  event: 'event',
  active: 'Active',
  disabled: 'Disabled',
  never: 'Not used',
  made: (month) => `Evidence of ${month}. The audit log keeps the file’s digest:`,
};

export const REVIEW_COLUMNS = spoken({ en: ENGLISH });

const MONTH = new Intl.DateTimeFormat(LOCALE, { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `2026-11` -> `November 2026`. */
export function monthName(month: string): string {
  return MONTH.format(new Date(`${month}-01`));
}
