import type { ExpiringWindow } from '../contracts/expiring';
import { addDays, monthDays } from '../writing/days';

/** Days of UTC, `YYYY-MM-DD`, both included. */
export interface DaySpan {
  from: string;
  to: string;
}

/**
 * The last days that a window of the Expiring page holds; `null` for `expired`, which has no first day. A number of days
 * begins today, so that a document of the span has not expired. A month and chosen days hold past days as well.
 *
 * @param today a day of UTC, as everywhere in the rule of expiry (`docs/days.md`)
 */
export function spanOf({ within, from, to }: ExpiringWindow, today: string): DaySpan | null {
  if (within === 'expired') return null;
  if (within === 'this-month') return monthDays(today, 0);
  if (within === 'next-month') return monthDays(today, 1);
  if (within === 'days') return { from: from ?? today, to: to ?? today };
  return { from: today, to: addDays(today, within) };
}
