import { isDay } from '../writing/days';
import { LOCALE } from './language';

/** Shown where the vendor left a field out. */
export const NOTHING = '—';

const DAY = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', day: '2-digit', month: 'short', year: 'numeric' });
const MOMENT = new Intl.DateTimeFormat(LOCALE, {
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const CLOCK = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });

/** `2031-04-09` -> `09 Apr 2031`, the same for every reader; a text that is no day is shown as it came. */
export function formatDay(date: string | null): string {
  return date !== null && !isDay(date) ? date || NOTHING : formatWith(DAY, date);
}

/** An ISO 8601 moment in the reader's own time zone: `23 Nov 2026, 14:05`. */
export function formatMoment(moment: string | null): string {
  return formatWith(MOMENT, moment);
}

/** `14:05`, for "as of 14:05". */
export function formatClock(moment: string | number): string {
  return CLOCK.format(new Date(moment));
}

function formatWith(format: Intl.DateTimeFormat, text: string | null): string {
  if (text === null || text === '') return NOTHING;
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : format.format(time);
}
