import { isDay } from '../writing/days';
import { LOCALE } from './language';

/** Shown where the vendor left a field out. */
export const NOTHING = '—';

const TIME = { hour: '2-digit', minute: '2-digit' } as const;
const DATE = { day: '2-digit', month: 'short', year: 'numeric' } as const;
const DAY = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', ...DATE });

/** Building a format takes a hundred times as long as using one. On the server zones come from requests: bounded. */
const formats = new Map<string | undefined, Record<'clock' | 'moment' | 'day', Intl.DateTimeFormat>>();
const MOST_ZONES = 50;

function formatsOf(zone: string | undefined) {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  if (formats.size >= MOST_ZONES) formats.clear();
  const timeZone = zone === undefined ? {} : { timeZone: zone };
  const made = {
    clock: new Intl.DateTimeFormat(LOCALE, { ...TIME, ...timeZone }),
    moment: new Intl.DateTimeFormat(LOCALE, { ...DATE, ...TIME, ...timeZone }),
    day: new Intl.DateTimeFormat(LOCALE, { ...DATE, ...timeZone }),
  };
  formats.set(zone, made);
  return made;
}

/** `2031-04-09` -> `09 Apr 2031`, the same for every reader; a text that is no day is shown as it came. */
export function formatDay(date: string | null): string {
  return date !== null && !isDay(date) ? date || NOTHING : formatWith(DAY, date);
}

/**
 * An ISO 8601 moment in the reader's own time zone: `23 Nov 2026, 14:05`.
 * @param zone needed in what the server draws, too (`components/shell/clock.tsx`); else the browser's own
 */
export function formatMoment(moment: string | null, zone?: string): string {
  return formatWith(formatsOf(zone).moment, moment);
}

/** The day of a moment in the reader's own time zone: `23 Nov 2026`. @param zone as for {@link formatMoment} */
export function formatMomentDay(moment: string | null, zone?: string): string {
  return formatWith(formatsOf(zone).day, moment);
}

/** `14:05`, for "as of 14:05". @param zone as for {@link formatMoment} */
export function formatClock(moment: string | number, zone?: string): string {
  return formatsOf(zone).clock.format(new Date(moment));
}

const HALF_DAY_MS = 12 * 3_600_000;

/**
 * When something was known last: `14:05`, and with its day when that is more than half a day ago, since 14:05 of yesterday
 * would look like today's.
 * @param zone as for {@link formatMoment}
 */
export function formatAsOf(moment: string | number, now: Date, zone?: string): string {
  const time = +new Date(moment);
  return +now - time > HALF_DAY_MS ? written(formatsOf(zone).moment, time) : formatClock(time, zone);
}

function formatWith(format: Intl.DateTimeFormat, text: string | null): string {
  if (text === null || text === '') return NOTHING;
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : written(format, time);
}

/** A date as the desk writes it everywhere: British English alone writes September with four letters. */
export function written(format: Intl.DateTimeFormat, time: number): string {
  return format.format(time).replace('Sept', 'Sep');
}
