import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOME_CODE, toE164 } from './phones';

describe('toE164', () => {
  it.each([
    ['050 123 4567', '+971501234567'],
    ['050-123-4567', '+971501234567'],
    ['(050) 123 4567', '+971501234567'],
    ['+971 50 123 4567', '+971501234567'],
    ['00971501234567', '+971501234567'],
    ['971501234567', '+971501234567'],
    ['٠٥٠ ١٢٣ ٤٥٦٧', '+971501234567'],
    ['۰۵۰۱۲۳۴۵۶۷', '+971501234567'],
    ['+44 7400 123456', '+447400123456'],
    ['+44 (0)20 7946 0958', '+442079460958'],
    ['+44(0)20 7946 0958', '+442079460958'],
    ['+00971501234567', '+971501234567'],
    ['+0971501234567', null],
    ['(0)50 123 4567', '+971501234567'],
    // A country whose own numbers begin with no zero.
    ['+34 (0)91 123 45 67', '+34911234567'],
    ['+34(0)91 123 45 67', '+34911234567'],
    // Without the 00 this would be a number of the UAE.
    ['00677 20123', '+67720123'],
    ['7400 123456', null],
    ['447400123456', '+447400123456'],
  ])('reads %s', (written, number) => {
    expect(toE164(written)).toBe(number);
  });

  it.each(['', '12', 'abc', '050 123 456x', '050 123 4567x', '+', '++971501234567', '050123456789012345'])(
    'refuses %j',
    (written) => {
      expect(toE164(written)).toBeNull();
    },
  );

  it('takes a number without a country for one of the home country', () => {
    expect(toE164('050 123 4567')).toBe(`+${HOME_CODE}501234567`);
    expect(HOME_CODE).toBe('971');
  });

  it('reads back any spacing of a number that it gave', () => {
    const number = '+971501234567';
    const separators = fc.array(fc.constantFrom('', ' ', '-', '.'), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(separators, (gaps) => {
        const written = [...number].map((digit, index) => digit + (gaps[index] ?? '')).join('');
        expect(toE164(written)).toBe(number);
      }),
    );
  });

  it('never throws, and gives E.164 or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const number = toE164(text);
        expect(number === null || /^\+[1-9]\d{4,14}$/.test(number)).toBe(true);
      }),
    );
  });
});
