import { expect, it } from 'vitest';
import { formatAsOf, formatDay, formatMoment, NOTHING } from './format';

it.each([
  ['2031-04-09', '09 Apr 2031'],
  ['0001-01-01', '01 Jan 1'],
  // Engines read these as some local midnight, which is another day in UTC.
  ['05/06/1990', '05/06/1990'],
  ['5 June 1990', '5 June 1990'],
  ['2031-02-30', '2031-02-30'],
  ['', NOTHING],
  [null, NOTHING],
])('the day %j is shown as %s', (day, text) => expect(formatDay(day)).toBe(text));

it('a moment that cannot be read is shown as it came', () => {
  expect(formatMoment('soon')).toBe('soon');
  expect(formatMoment(null)).toBe(NOTHING);
});

it.each([
  ['2026-11-28T08:30:00Z', '08:30'],
  ['2026-11-27T21:05:00Z', '21:05'],
  ['2026-11-27T20:59:00Z', '27 Nov 2026, 20:59'],
  ['2026-09-27T09:00:00Z', '27 Sep 2026, 09:00'],
  // A clock that is behind.
  ['2026-11-28T09:01:00Z', '09:01'],
])('what was known at %s, at nine in the morning, is as of %s', (moment, text) =>
  expect(formatAsOf(moment, new Date('2026-11-28T09:00:00Z'), 'UTC')).toBe(text),
);
