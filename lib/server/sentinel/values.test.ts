import 'server-only';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isAbsent,
  itemsOf,
  type Reader,
  readDay,
  readFlag,
  readMoment,
  readNumberText,
  readScore,
  readStatus,
  shownText,
  UNREADABLE,
} from './values';

describe.each<[string, Reader<unknown>, [given: unknown, read: unknown][], unreadable: unknown[]]>([
  [
    'a day',
    readDay,
    [
      ['2029-12-31', '2029-12-31'],
      [' 2029\u201112\u201131 ', '2029-12-31'],
      ['٢٠٢٩-١٢-٣١', '2029-12-31'],
      ['2020-01-31T00:00:00.000Z', '2020-01-31'],
      ['2020-01-31T00:00:00', '2020-01-31'],
      ['2020-01-31 00:00:00', '2020-01-31'],
      ['2020-01-31T00:00:00+04:00', '2020-01-31'],
      ['0001-01-01', '0001-01-01'],
      ['9999-12-31', '9999-12-31'],
    ],
    [
      ...['0000-05-12', '0000-00-00', '2027-02-30', '2027-2-3', '14/05/1990', '03/04/2027', '31 Dec 2029', '2029'],
      ...['1990-05-13T20:00:00.000Z', '2020-01-31T00:00:01Z', '+02029-12-31', '12029-12-31', '2029-12-31x'],
      ...[20_291_231, 1_861_920_000_000, true, {}, ['2029-12-31']],
    ],
  ],
  [
    'a moment',
    readMoment,
    [
      ['2026-05-01T10:00:00.000Z', '2026-05-01T10:00:00.000Z'],
      ['2026-05-01T10:00:00+04:00', '2026-05-01T10:00:00+04:00'],
      ['2026-05-01T10:00Z', '2026-05-01T10:00Z'],
      ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
    ],
    [
      ...[
        '2026-05-01T10:00:00+16:00',
        '0000-05-12T10:00:00Z',
        '0001-01-01T00:00:00+04:00',
        '9999-12-31T23:00:00-04:00',
      ],
      ...[
        '2026-05-01T24:00:00Z',
        '2026-02-30T10:00:00Z',
        '2026-05-01',
        '2026-05-01T10:00:00',
        'yesterday',
        1_777_629_600,
      ],
    ],
  ],
  [
    'a flag',
    readFlag,
    [
      ...[true, 'true', 'TRUE', ' yes ', 'Y', 't', 1, '1'].map((word): [unknown, unknown] => [word, true]),
      ...[false, 'false', 'No', 'n', 'f', 0, '0'].map((word): [unknown, unknown] => [word, false]),
    ],
    ['passed', 'failed', 'ok', 'maybe', '2', 2, -1, 0.5, [true], {}],
  ],
  [
    'a score',
    readScore,
    [
      [98.6, 98.6],
      ['12.5', 12.5],
      [' -3 ', -3],
      ['٩٨', 98],
    ],
    ['98,6', '98 %', '1e3', '0x10', 'about 98', Number.POSITIVE_INFINITY, true, [98]],
  ],
  [
    'a status',
    readStatus,
    [
      [6, 6],
      ['6', 6],
      [0, 0],
      [-1, -1],
      [2_147_483_646, 2_147_483_646],
    ],
    ['Draft', '6.5', '', 6.5, 2_147_483_647, 3_000_000_000, '99999999999', 1e300, true, {}],
  ],
  [
    'a number of a phone or document',
    readNumberText,
    [
      [971_501_234_567, '971501234567'],
      ['784-1990', '784-1990'],
    ],
    [2 ** 53, 1.5, true, {}],
  ],
])('%s', (_what, reader, taken, unreadable) => {
  it.each(taken)('%j is %j', (given, read) => expect(reader(given)).toEqual(read));
  it.each(unreadable)('%j is not read', (given) => expect(reader(given)).toBe(UNREADABLE));
});

it('reads any day and moment that Postgres keeps, and no others', () => {
  const moments = fc.date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') });
  fc.assert(
    fc.property(moments, (moment) => {
      const iso = moment.toISOString();
      expect(readDay(iso.slice(0, 10))).toBe(iso.slice(0, 10));
      expect(readMoment(iso)).toBe(iso);
      expect(readDay(iso)).toBe(iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : UNREADABLE);
    }),
  );
});

it.each([null, undefined, '', '  '])('%j is not given', (given) => expect(isAbsent(given)).toBe(true));
it.each([0, false, [], {}, '-'])('%j is given', (given) => expect(isAbsent(given)).toBe(false));

it.each<[unknown, unknown[]]>([
  [{ dateOfExpiry: 'x' }, [{ dateOfExpiry: 'x' }]],
  [{ 0: 'a', 1: 'b' }, ['a', 'b']],
  [{}, []],
  [[null, 'a', ''], ['a']],
  ['a', ['a']],
  [false, [false]],
])('the items of %j are %j', (given, items) => expect(itemsOf(given)).toEqual(items));

describe('what people see of an unreadable value', () => {
  it.each<[unknown, string]>([
    [{ id: 7, __ptr: 'x', first: 'Layla' }, '{"first":"Layla"}'],
    [{ face: `data:image/png;base64,${'A'.repeat(400)}` }, '{"face":""}'],
    ['A'.repeat(400), ''],
    ['n '.repeat(400), `${'n '.repeat(100)}…`],
    ['a\u0000b\u202Ec\ud800d', 'a b c\ufffdd'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [[true, null, 1], '[true,null,1]'],
  ])('%j', (given, shown) => expect(shownText(given)).toBe(shown));
});
