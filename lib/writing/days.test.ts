import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysBetween, daysUntil, isDay, isMoment, startOfDay } from './days';

const day = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9998-12-31T00:00:00Z'), noInvalidDate: true })
  .map(dayOf);

describe('a day', () => {
  it.each(['2026-11-23', '2024-02-29', '0001-01-01', '9999-12-31'])('%s exists', (text) => {
    expect(isDay(text)).toBe(true);
  });
  it.each([
    '2026-02-29',
    '2026-02-31',
    '2026-13-01',
    '2026-00-10',
    '0000-05-12',
    '23/11/2026',
    '2026-1-1',
    '',
    ' 2026-11-23',
  ])('%j does not', (text) => expect(isDay(text)).toBe(false));

  it('comes back from so many days on', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -300, max: 300 }), (from, days) => {
        fc.pre(from > '0002' && from < '9998');
        expect(isDay(from)).toBe(true);
        const to = addDays(from, days);
        expect(daysBetween(from, to)).toBe(days);
        expect(addDays(to, -days)).toBe(from);
        expect(dayOf(new Date(startOfDay(from)))).toBe(from);
      }),
    );
  });
});

it.each(['2026-11-24T14:05Z', '2026-11-24T14:05:09Z', '2026-11-24T14:05:09.123Z'])('%s is a moment', (text) => {
  expect(isMoment(text)).toBe(true);
});
it.each(['2026-11-24', '2026-02-31T14:05Z', '2026-11-24T24:05Z', '2026-11-24T14:05+04:00', 'now'])(
  '%s is none',
  (text) => {
    expect(isMoment(text)).toBe(false);
  },
);

it.each([
  ['2026-11-23', 0],
  ['2026-11-24', 1],
  ['2026-11-22', -1],
  ['2027-11-23', 365],
  ['2026-02-31', null],
  ['23/11/2026', null],
  [null, null],
])('%s is %s days away', (date, days) => {
  expect(daysUntil(date, new Date('2026-11-23T23:30:00Z'))).toBe(days);
});
