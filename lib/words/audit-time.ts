import { dayRange, ownTimeZone } from '../writing/zones';
import { written } from './format';
import { LOCALE } from './language';
import { RANGE_WORDS } from './ranges';

const SECOND = new Intl.DateTimeFormat(LOCALE, {
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** An event's time as the reader's clock showed it: `24 Nov 2026, 14:05:09`. */
export function formatSecond(at: string): string {
  const time = Date.parse(at);
  return Number.isNaN(time) ? at : written(SECOND, time);
}

const SPAN = new Intl.DateTimeFormat(LOCALE, {
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** From the first to the last of several events: `24 Nov 2026, 14:02–14:04`. */
export function formatSpan(first: string, last: string): string {
  const [from, to] = [Date.parse(first), Date.parse(last)];
  if (Number.isNaN(from) || Number.isNaN(to)) return RANGE_WORDS.rows(first, last);
  return SPAN.formatRange(Math.min(from, to), Math.max(from, to)).replaceAll('Sept', 'Sep');
}

/** The same for comparing with other logs: `2026-11-24 10:05:09.123 UTC`. */
export function utcText(at: string): string {
  const time = Date.parse(at);
  return Number.isNaN(time) ? at : `${new Date(time).toISOString().replace('T', ' ').replace('Z', '')} UTC`;
}

/** The first moment of a day (`2026-11-24`) where the reader is, and of the day after it, as the routes want them. */
export function dayStart(day: string): string {
  return toText(dayRange({ from: day, to: null }, ownTimeZone()).from);
}
export function dayEnd(day: string): string {
  return toText(dayRange({ from: null, to: day }, ownTimeZone()).until);
}

function toText(moment: number | null): string {
  return new Date(moment ?? 0).toISOString();
}
