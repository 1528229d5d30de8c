import type { CustomerPage } from '@/lib/contracts/customer';
import type { ListParams } from '@/lib/contracts/list-params';

const COUNT = new Intl.NumberFormat('en-GB');

export function formatCount(count: number): string {
  return COUNT.format(count);
}

/** "1–50 of 2,400": what is on screen, out of how many. */
export function rangeText(page: Pick<CustomerPage, 'page' | 'perPage' | 'total' | 'rows'>): string {
  const of = `of ${COUNT.format(page.total)}`;
  if (page.rows.length === 0) return `0 ${of}`;
  const first = (page.page - 1) * page.perPage + 1;
  return `${COUNT.format(first)}–${COUNT.format(first + page.rows.length - 1)} ${of}`;
}

/** The last page for the asked number of rows, while the answer on screen may still be one for another number. */
export function lastPageFor(page: Pick<CustomerPage, 'perPage' | 'lastPage' | 'total'>, asked: ListParams): number {
  const last = page.perPage === asked.perPage ? page.lastPage : Math.ceil(page.total / asked.perPage);
  return Math.max(1, last);
}
