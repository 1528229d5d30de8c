import { expect, it } from 'vitest';
import { formatDay, formatMoment, NOTHING } from './format';

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
