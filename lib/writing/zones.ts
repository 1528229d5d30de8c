/**
 * Days and moments in a reader's time zone (`docs/days.md`). The rules of the zones are those of `Intl`, as in the
 * browser that shows the moments.
 */

import { addDays, dayOf, startOfDay } from './days';

const ZONE = /^[A-Za-z][\w+-]*(\/[\w+-]+){0,2}$/;
const MAX_NAME = 64;

/** Whether a text is the IANA name of a time zone that this runtime knows, like `Asia/Dubai`. */
export function isTimeZone(name: string): boolean {
  if (name.length > MAX_NAME || !ZONE.test(name)) return false;
  try {
    return new Intl.DateTimeFormat(undefined, { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

/** The time zone of the person who sits at this browser. */
export function ownTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
}

/** Moments in milliseconds since 1970: `from` included, `until` not. */
interface Span {
  from: number;
  until: number;
}

/**
 * The moments of a range of days in a time zone: those from `from` until `until`, without the holes. A hole exists only
 * where clocks were set back over midnight: in St John's the first minute of 7 November 2010 was followed by the last
 * 59 minutes of the 6th.
 */
export interface DayRange {
  from: number | null;
  until: number | null;
  holes: readonly Span[];
}

/** @param days both included; `null` has no end on that side */
export function dayRange(days: { from: string | null; to: string | null }, zone: string): DayRange {
  const begun = days.from === null ? [] : spansFrom(days.from, zone);
  const over = days.to === null ? [] : spansFrom(addDays(days.to, 1), zone);
  return {
    from: begun[0]?.from ?? null,
    until: over.at(-1)?.from ?? null,
    holes: [
      ...begun.slice(1).map(({ from }, index) => ({ from: begun[index]?.until ?? from, until: from })),
      ...over.slice(0, -1),
    ],
  };
}

/** No zone has ever been this far from UTC since 1900, ms. */
const REACH = 16 * 3_600_000;
/** No zone has ever changed its clocks twice within this time, ms. */
const STEP = 4 * 3_600_000;

/** The moments whose day in the zone is `day` or a later one. The last span has no end. */
function spansFrom(day: string, zone: string): Span[] {
  const midnight = startOfDay(day);
  const clock = clockOf(zone);
  const spans: Span[] = [];
  for (let at = midnight - REACH; at < midnight + REACH; ) {
    const offset = clock(at) - at;
    const until = endOfOffset(clock, at, offset);
    const from = Math.max(at, midnight - offset);
    const last = spans.at(-1);
    if (from < until) {
      if (last?.until === from) last.until = until;
      else spans.push({ from, until });
    }
    at = until;
  }
  return spans;
}

/** The first moment after `at` at which the offset is another one, or the next step. */
function endOfOffset(clock: Clock, at: number, offset: number): number {
  const isSame = (moment: number) => clock(moment) - moment === offset;
  let [same, other] = [at, at + STEP];
  if (isSame(other)) return other;
  while (other - same > 1_000) {
    const middle = same + Math.floor((other - same) / 2_000) * 1_000;
    if (isSame(middle)) same = middle;
    else other = middle;
  }
  return other;
}

/** What the clocks of a zone show at a moment, as if they were clocks of UTC, ms; without fractions of a second. */
type Clock = (moment: number) => number;

/** Building a format takes a hundred times as long as using one. Names come from requests, so the memory is bounded. */
const clocks = new Map<string, Clock>();
const MOST_CLOCKS = 50;

function clockOf(zone: string): Clock {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  if (clocks.size >= MOST_CLOCKS) clocks.clear();
  const clock = newClock(zone);
  clocks.set(zone, clock);
  return clock;
}

function newClock(timeZone: string): Clock {
  const two = '2-digit';
  const format = new Intl.DateTimeFormat(undefined, {
    ...{ timeZone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' },
    ...{ year: 'numeric', month: two, day: two, hour: two, minute: two, second: two },
  });
  const order = format.formatToParts(0).filter(({ type }) => type !== 'literal');
  const place = (wanted: Intl.DateTimeFormatPartTypes) => order.findIndex(({ type }) => type === wanted);
  const [year, month, day] = [place('year'), place('month'), place('day')];
  const [hour, minute, second] = [place('hour'), place('minute'), place('second')];
  return (moment) => {
    const numbers = format.format(moment).match(/\d+/g) ?? [];
    const part = (at: number) => Number(numbers[at]);
    const date = new Date(0);
    date.setUTCFullYear(part(year), part(month) - 1, part(day));
    return date.setUTCHours(part(hour), part(minute), part(second));
  };
}

/** What the clocks of a zone show at a moment, as if they were clocks of UTC, ms; without fractions of a second. */
export function clockIn(moment: number, zone: string): number {
  return clockOf(zone)(moment);
}

/** The day of a moment where the reader is. */
export function dayIn(moment: Date, zone: string): string {
  return dayOf(new Date(clockOf(zone)(moment.getTime())));
}

const FRACTION = /\.\d+/;

/**
 * Writes ISO moments as the clocks of a zone show them, with their offset: `2026-05-01T01:15:00.250+04:00`. Fractions of
 * a second stay as they came. A text that is no moment stays as it is.
 */
export function momentWriter(zone: string): (moment: string) => string {
  const clock = clockOf(zone);
  return (text) => {
    const moment = Date.parse(text);
    if (Number.isNaN(moment)) return text;
    const second = Math.floor(moment / 1_000) * 1_000;
    const shown = clock(second);
    // Before our era, which the clock does not tell.
    if (Math.abs(shown - second) > REACH) return text;
    const written = new Date(shown).toISOString().replace(FRACTION, FRACTION.exec(text)?.[0] ?? '');
    return written.replace('Z', offsetText(shown - second));
  };
}

/** `+04:00`, and `Z` for UTC itself. Offsets of the years before 1972 may have seconds, which ISO 8601 cannot say. */
function offsetText(offset: number): string {
  if (offset === 0) return 'Z';
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
