import type { CustomerPage } from '@/lib/contracts/customer';
import type { ListParams } from '@/lib/contracts/list-params';
import { spoken } from './language';
import { formatCount } from './numbers';

/** Where a page stands in a list. Every number arrives written. */
export interface RangeWords {
  rows: (first: string, last: string) => string;
  rowsOf: (rows: string, total: string) => string;
  noRows: string;
  moreThan: (count: string) => string;
  /** A count that is a lower bound. */
  atLeast: (count: string) => string;
  /** Beside a total: names that only sound alike. */
  andAlike: (total: string, alike: string) => string;
  onlyAlike: (alike: string) => string;
  /** Behind a total that was counted a while ago. */
  countedAt: (range: string, moment: string) => string;
}

const ENGLISH: RangeWords = {
  rows: (first, last) => `${first}–${last}`,
  rowsOf: (rows, total) => `${rows} of ${total}`,
  noRows: '0',
  moreThan: (count) => `more than ${count}`,
  atLeast: (count) => `${count}+`,
  andAlike: (total, alike) => `${total}, and ${alike} that sound alike`,
  onlyAlike: (alike) => `${alike} that sound alike`,
  countedAt: (range, moment) => `${range} (counted ${moment})`,
};

export const RANGE_WORDS = spoken({ en: ENGLISH });

/** "1–50"; "0" without rows. `before` is the number of rows on the pages before. */
export function rowRange(before: number, rows: number): string {
  if (rows === 0) return RANGE_WORDS.noRows;
  return RANGE_WORDS.rows(formatCount(before + 1), formatCount(before + rows));
}

/** "1–50 of 2,400": the rows on screen, and how many there are. */
export function rangeText(page: Pick<CustomerPage, 'page' | 'perPage' | 'total' | 'rows'>): string {
  const rows = rowRange((page.page - 1) * page.perPage, page.rows.length);
  return RANGE_WORDS.rowsOf(rows, formatCount(page.total));
}

/** The last page for the asked number of rows, while the answer on screen may still be one for another number. */
export function lastPageFor(page: Pick<CustomerPage, 'perPage' | 'lastPage' | 'total'>, asked: ListParams): number {
  const last = page.perPage === asked.perPage ? page.lastPage : Math.ceil(page.total / asked.perPage);
  return Math.max(1, last);
}
