import { DAY_MS } from '../writing/days';
import { LOCALE } from './language';

const FORMAT = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });

/** From the largest unit down: its milliseconds, and from how many of it on it is used. */
const UNITS = [
  ['year', 365 * DAY_MS],
  ['month', 30 * DAY_MS],
  ['week', 7 * DAY_MS],
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** "3 days ago", "in 2 hours", "this minute"; `null` for a text that is no moment. */
export function relativeText(moment: string, now: Date): string | null {
  const away = Date.parse(moment) - now.getTime();
  if (Number.isNaN(away)) return null;
  const [unit, length] = UNITS.find(([, ms]) => Math.abs(away) >= ms) ?? ['minute', 60_000];
  return FORMAT.format(Math.trunc(away / length), unit);
}
