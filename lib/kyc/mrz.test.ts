import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDigit, judgeMrz, mrzLines } from './mrz';

/** The specimens of ICAO Doc 9303, parts 4 to 6 (appendices). */
const PASSPORT = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10';
const CARD = 'I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<';
const TWO_LINES = 'I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6';

const failing = (text: string) =>
  judgeMrz(mrzLines(text) ?? [])
    .filter(({ fits }) => !fits)
    .map(({ part }) => part);

test.each([
  // Part 3, section 4.9: the worked examples.
  ['520727', '3'],
  ['AB2134<<<', '5'],
  ['D23145890', '7'],
  ['740812', '2'],
  ['120415', '9'],
  ['', '0'],
])('the digit of %s is %s', (text, digit) => expect(checkDigit(text)).toBe(digit));

test('the specimens fit', () => {
  expect([PASSPORT, CARD, TWO_LINES].map(failing)).toEqual([[], [], []]);
  expect(judgeMrz(mrzLines(PASSPORT) ?? []).map(({ part }) => part)).toEqual([
    'number',
    'birthDate',
    'expiryDate',
    'personal',
    'whole',
  ]);
  expect(judgeMrz(mrzLines(CARD) ?? []).map(({ part }) => part)).toEqual([
    'number',
    'birthDate',
    'expiryDate',
    'whole',
  ]);
  expect(judgeMrz(mrzLines(TWO_LINES) ?? [])).toHaveLength(4);
});

test.each([
  ['the number', PASSPORT, 'L898902C3', 'L898902C4', ['number', 'whole']],
  ['the birth date', PASSPORT, '740812', '740813', ['birthDate', 'whole']],
  ['the expiry', PASSPORT, '120415', '120416', ['expiryDate', 'whole']],
  ['the personal number', PASSPORT, 'ZE184226B', 'ZE184226C', ['personal', 'whole']],
  ['the last digit', PASSPORT, '<<<<<10', '<<<<<11', ['whole']],
  ['a card’s number', CARD, 'D23145890', 'D23145891', ['number', 'whole']],
  ['a card’s birth date', CARD, '740812', '740813', ['birthDate', 'whole']],
  ['a card’s expiry', CARD, '120415', '120416', ['expiryDate', 'whole']],
  ['a card’s last digit', CARD, '<<<6', '<<<7', ['whole']],
  ['the birth date in two lines', TWO_LINES, '740812', '740813', ['birthDate', 'whole']],
  ['the number in two lines', TWO_LINES, 'D23145890', 'D23145891', ['number', 'whole']],
])('a misread sign in %s shows there', (_, zone, from, to, parts) => {
  expect(zone).toContain(from);
  expect(failing(zone.replace(from, to))).toEqual(parts);
});

test('an empty personal number may have a filler or a zero for its digit, and no other', () => {
  const line = (given: string) => {
    const head = `L898902C36UTO7408122F1204159${'<'.repeat(14)}${given}`;
    const whole = checkDigit(head.slice(0, 10) + head.slice(13, 20) + head.slice(21, 43));
    return `${'P'.padEnd(44, '<')}${head}${whole}`;
  };
  expect(['<', '0', '1'].map((given) => failing(line(given)))).toEqual([[], [], ['personal']]);
});

test('a card’s number of more than nine signs goes on in the next field', () => {
  const number = 'D231458907345';
  const first = `I<UTO${number.slice(0, 9)}<${number.slice(9)}${checkDigit(number)}`.padEnd(30, '<');
  const second = '7408122F1204159UTO<<<<<<<<<<<';
  const whole = checkDigit(first.slice(5) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18));
  const zone = (line: string) => `${line}${second}${whole}${'E'.padEnd(30, '<')}`;
  expect(failing(zone(first))).toEqual([]);
  expect(failing(zone(first.replace('345', '346')))).toEqual(['number', 'whole']);
});

describe('a zone', () => {
  test('is read with and without line breaks, in any case', () => {
    expect(mrzLines(PASSPORT)?.map(({ length }) => length)).toEqual([44, 44]);
    expect(mrzLines(PASSPORT.replace('\n', ' ').toLowerCase())).toEqual(mrzLines(PASSPORT));
    expect(mrzLines(CARD)).toHaveLength(3);
    expect(mrzLines(TWO_LINES)?.[1]).toMatch(/^D23/);
  });

  test.each(['', 'P<UTO', PASSPORT.slice(1), PASSPORT.replace('<', '«'), `${CARD}<`])('is not %j', (text) =>
    expect(mrzLines(text)).toBeNull(),
  );

  test('of any signs is judged without throwing', () => {
    const sign = fc.constantFrom(...'ABCXYZ0189<');
    const of = (length: number) => fc.array(sign, { minLength: length, maxLength: length }).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(of(88), of(72), of(90)), (text) => {
        const parts = judgeMrz(mrzLines(text) ?? []);
        expect(parts.length).toBeGreaterThanOrEqual(4);
      }),
    );
  });

  test('no single wrong digit of a number passes', () => {
    // 7, 3 and 1 have no divisor in common with 10.
    fc.assert(
      fc.property(fc.stringMatching(/^\d{9}$/), fc.nat(8), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
        const other = [...number].map((one, index) => (index === at ? String((Number(one) + by) % 10) : one)).join('');
        expect(checkDigit(other)).not.toBe(checkDigit(number));
      }),
    );
  });
});
