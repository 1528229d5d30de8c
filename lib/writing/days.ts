/** Calendar days, written `YYYY-MM-DD`. Days of documents are UTC's; days where a reader is: `zones.ts`. */

import { cleanText } from './text';

export const DAY_MS = 86_400_000;

const DAY = /^(?!0000)\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^(?!0000)\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;

/** Whether a text is a day that exists, of the years 1 to 9999: Postgres knows no year 0. */
export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  // By hand: an answer of fifty rows has two hundred days, and a `Date` for each took a third of the time of reading it.
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (month === 2 && isLeap ? 29 : (DAYS_IN[month - 1] ?? 0));
}

const DAYS_IN = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a text is a day that filters take: one of the years 1900 to 2999, so that typing a year passes through none. */
export function isFilterDay(text: string): boolean {
  return /^(19|2\d)/.test(text) && isDay(text);
}

/** Whether a text is a UTC moment that exists, to the minute, second or millisecond. */
export function isMoment(text: string): boolean {
  return MOMENT.test(text) && exists(text);
}

const MIDNIGHT = /^[T ]00:00(:00([.,]0{1,9})?)?( ?(Z|[+-]\d{2}:?\d{2}))?$/i;

/**
 * The calendar day that a system sent, as `YYYY-MM-DD`; `null` when the text has more than one reading. A moment at
 * midnight, with or without an offset, is the day that it is written with: that is how databases print days. A moment
 * at another time may be another day elsewhere, and `03/04/2027` is two days: neither is read.
 */
export function readSentDay(text: string): string | null {
  const plain = cleanText(text);
  const [day, rest] = [plain.slice(0, 10), plain.slice(10)];
  return isDay(day) && (rest === '' || MIDNIGHT.test(rest)) ? day : null;
}

const SENT_MOMENT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,12})?)?(Z|[+-](\d{2}):[0-5]\d)$/;
/** Hours. Postgres takes no offset beyond this, and no clock on earth is set to more than 14. */
const MAX_OFFSET = 15;

/**
 * An ISO 8601 moment with a zone, as a system sent it: in its own writing. `null` when it is none, or when its UTC day
 * is not one of the years 1 to 9999.
 */
export function readSentMoment(text: string): string | null {
  const plain = cleanText(text);
  const [, day = '', , , , zone, offset = '0'] = SENT_MOMENT.exec(plain) ?? [];
  if (!isDay(day) || Number(offset) > MAX_OFFSET) return null;
  if (zone === 'Z') return plain;
  const utc = new Date(plain);
  return Number.isNaN(utc.getTime()) || !isDay(dayOf(utc)) ? null : plain;
}

/** `Date` rolls 31 February over into March, and then the writing doesn't come back. */
function exists(text: string): boolean {
  const moment = new Date(text);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text.slice(0, 16));
}

/** The UTC day of a moment. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** A UTC day's first moment, in milliseconds since 1970. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The day so many days later, or earlier when the number is negative. */
export function addDays(day: string, days: number): string {
  return dayOf(new Date(startOfDay(day) + days * DAY_MS));
}

/** Whole days from one day to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / DAY_MS);
}

/** Whole UTC days from `now` until a day: 0 is today, negative is past; `null` without a day that exists. */
export function daysUntil(day: string | null, now: Date): number | null {
  return day === null || !isDay(day) ? null : daysBetween(dayOf(now), day);
}

/** A month of UTC (`2026-12`) as moments: the first one, and the first one after it. */
export function monthSpan(month: string): { from: string; to: string } {
  return { from: firstMoment(month), to: firstMoment(monthAt(month, 1)) };
}

/** The first and the last day of the month so many months after that of a day. */
export function monthDays(day: string, steps: number): { from: string; to: string } {
  const month = monthAt(day.slice(0, 7), steps);
  return { from: `${month}-01`, to: addDays(`${monthAt(month, 1)}-01`, -1) };
}

function firstMoment(month: string): string {
  return `${month}-01T00:00:00.000Z`;
}

/** This month of UTC and those before it, the newest first: `2026-11`, `2026-10` … */
export function monthsBefore(now: Date, count: number): string[] {
  const current = now.toISOString().slice(0, 7);
  return Array.from({ length: count }, (_, back) => monthAt(current, -back));
}

function monthAt(month: string, steps: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + steps, 1)).toISOString().slice(0, 7);
}
