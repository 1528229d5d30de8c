import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GOVERNORATE_NAMES, luhnDigit, readEgyptianNumber, readEmiratesId } from './national-numbers';

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

describe('Luhn', () => {
  test.each([
    ['7992739871', '3'],
    ['411111111111111', '1'],
    ['784198012345671', '8'],
    ['', '0'],
    ['0', '0'],
    ['5', '9'],
  ])('the digit of %s is %s', (given, digit) => expect(luhnDigit(given)).toBe(digit));

  test('sees each single wrong digit', () => {
    fc.assert(
      fc.property(digits(14), fc.nat(13), fc.integer({ min: 1, max: 9 }), (given, at, by) => {
        const other = [...given].map((one, index) => (index === at ? String((Number(one) + by) % 10) : one)).join('');
        expect(luhnDigit(other)).not.toBe(luhnDigit(given));
      }),
    );
  });
});

describe('an Emirates ID number', () => {
  const number = (year: string, serial: string) => {
    const head = `784${year}${serial}`;
    return `784-${year}-${serial}-${luhnDigit(head)}`;
  };

  test('tells the year of birth, and fits by its last digit alone', () => {
    fc.assert(
      fc.property(digits(4), digits(7), (year, serial) => {
        const whole = number(year, serial);
        expect(readEmiratesId(whole)).toEqual({ birthYear: year, fits: true });
        expect(readEmiratesId(whole.replaceAll('-', ' '))).toEqual({ birthYear: year, fits: true });
        const wrong = whole.slice(0, -1) + String((Number(whole.at(-1)) + 1) % 10);
        expect(readEmiratesId(wrong)).toEqual({ birthYear: year, fits: false });
      }),
    );
  });

  test.each(['', '784', '784-1980-1234567', '785-1980-1234567-1', '784-1980-12345678-12', '7841980123456A1'])(
    'is not %j',
    (text) => expect(readEmiratesId(text)).toBeNull(),
  );
});

describe('an Egyptian national number', () => {
  test('tells birth date, governorate and sex', () => {
    expect(readEgyptianNumber('29501023201952')).toEqual({
      birthDate: '1995-01-02',
      governorate: 'newValley',
      sex: 'male',
    });
    expect(readEgyptianNumber('3 010224 88 0012 3')).toEqual({
      birthDate: '2001-02-24',
      governorate: 'abroad',
      sex: 'female',
    });
    expect(readEgyptianNumber('30102249900123')?.governorate).toBeNull();
    expect(readEgyptianNumber('30102240100123')?.governorate).toBe('cairo');
    expect(new Set(GOVERNORATE_NAMES).size).toBe(28);
  });

  test.each([
    '',
    '2950102320195',
    '295010232019521',
    '19501023201952',
    '49501023201952',
    '29513023201952',
    '29502303201952',
    '2950102320195A',
  ])('is not %j', (text) => expect(readEgyptianNumber(text)).toBeNull());

  test('has the birth date that it was made from', () => {
    const born = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(born, digits(5), (date, tail) => {
        const day = date.toISOString().slice(0, 10);
        const number = `${day < '2000' ? 2 : 3}${day.slice(2).replaceAll('-', '')}21${tail}`;
        expect(readEgyptianNumber(number)).toMatchObject({ birthDate: day, governorate: 'giza' });
      }),
    );
  });
});
