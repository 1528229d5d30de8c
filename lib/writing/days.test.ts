import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayOf,
  daysBetween,
  daysUntil,
  isDay,
  isFilterDay,
  isMoment,
  monthSpan,
  monthsBefore,
  readSentDay,
  readSentMoment,
  startOfDay,
} from './days';

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
    'x2026-11-23',
    '2026-11-23x',
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
it.each([
  '2026-11-24',
  '2026-02-31T14:05Z',
  '2026-11-24T24:05Z',
  '2026-11-24T14:05+04:00',
  'now',
  'x2026-11-24T14:05Z',
  '2026-11-24T14:05Zx',
])('%s is none', (text) => {
  expect(isMoment(text)).toBe(false);
});

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

it.each([
  ['1900-01-01', true],
  ['1999-12-31', true],
  ['2026-11-23', true],
  ['2999-12-31', true],
  ['1899-12-31', false],
  ['3000-01-01', false],
  ['0202-01-01', false],
  ['1026-11-23', false],
  ['2026-02-30', false],
])('%s is a day of a filter: %s', (text, isOne) => expect(isFilterDay(text)).toBe(isOne));

it.each([
  '2027-03-04',
  ' 2027-03-04\u200f',
  '２０２７-03-04',
  '2027-03-04T00:00',
  '2027-03-04 00:00:00',
  '2027-03-04t00:00:00z',
  '2027-03-04T00:00:00.000Z',
  '2027-03-04T00:00:00,000000000Z',
  '2027-03-04T00:00:00+04:00',
  '2027-03-04 00:00:00 -0330',
])('%s is sent for 4 March 2027', (text) => expect(readSentDay(text)).toBe('2027-03-04'));

it.each([
  '2027-03-04T00:01',
  '2027-03-04T01:00:00Z',
  '2027-03-04T00:00:01Z',
  '2027-03-04T00:00:00.001Z',
  '2027-03-04T00:00:00.0000000000Z',
  '2027-03-04T00:00:00+4',
  '2027-03-04T00:00:00Z.',
  '2027-03-04x00:00',
  '2027-03-04x 00:00',
  '2027-02-30T00:00',
  '03/04/2027',
  '2027-03-04T',
])('%j is sent for no day', (text) => expect(readSentDay(text)).toBeNull());

it.each([
  '2026-11-24T14:05Z',
  '2026-11-24T14:05:09Z',
  '2026-11-24T23:59:59.123456789012Z',
  '2026-11-24T00:00:00+15:59',
  '2026-11-24T14:05:09-03:30',
  '0001-01-01T00:00:00Z',
])('%s is sent for that moment', (text) => expect(readSentMoment(` ${text} `)).toBe(text));

it.each([
  '2026-11-24',
  '2026-11-24T14:05',
  '2026-11-24T24:00Z',
  '2026-11-24T14:60Z',
  '2026-11-24T14:05:60Z',
  '2026-11-24T14:05:09.Z',
  '2026-11-24T14:05:09.1234567890123Z',
  '2026-11-24T14:05:09+16:00',
  '2026-11-24T14:05:09+04:60',
  '2026-11-24T14:05:09+0400',
  '2026-02-30T14:05Z',
  '0001-01-01T00:00:00+01:00',
  '9999-12-31T23:59:59-01:00',
  'x2026-11-24T14:05Z',
  '2026-11-24T14:05Zx',
])('%s is sent for no moment', (text) => expect(readSentMoment(text)).toBeNull());

describe('months', () => {
  it('last until the first moment of the next one', () => {
    expect(monthSpan('2026-11')).toEqual({ from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' });
    expect(monthSpan('2026-12')).toEqual({ from: '2026-12-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' });
  });

  it('are offered from this one on, over the turn of a year', () => {
    expect(monthsBefore(new Date('2026-02-28T23:59:59Z'), 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
  });
});
