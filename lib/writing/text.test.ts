import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asciiDigits,
  bareNumber,
  cleanText,
  normalisePassword,
  onlyDigits,
  typedLine,
  typedText,
  visibleText,
} from './text';

describe('cleanText', () => {
  it.each([
    ['direction marks', '\u202a+971 50 765 4321\u202c', '+971 50 765 4321'],
    ['isolates', '\u2066ali@example.com\u2069', 'ali@example.com'],
    ['zero-width spaces and joiners', 'a\u200bl\u200ci\u200d\u2060\ufeff', 'ali'],
    ['soft hyphens', 'cus\u00adtomer', 'customer'],
    ['variation selectors', '5\ufe0f0\u{e0100}', '50'],
    ['spaces of every width', '\u00a0050\u2009765\u202f43\u300021\u2003', '050 765 43 21'],
    ['line ends and tabs', 'Layla\r\n\tHaddad', 'Layla Haddad'],
    ['dashes', '050\u2010765\u20114321\u2012\u2013\u2014\u2015\u2212', '050-765-4321-----'],
    ['full-width signs', '＋９７１（５０）＠', '+971(50)@'],
    ['Arabic and Persian digits', '٠٥٠ ۷۶۵', '050 765'],
    ['accents in two characters', 'mu\u0308ller', 'müller'],
    ['small dashes', '050\ufe58765\ufe634321', '050-765-4321'],
    ['control characters and blank Braille', 'a\u0000\u0007b\u2800c', 'a b c'],
    ['the first and the last full-width sign', '！～', '!~'],
    ['spaces around ASCII', '  a  b  ', 'a b'],
    ['letters', 'شمّا Íñigo 王', 'شمّا Íñigo 王'],
  ])('%s', (_what, written, plain) => expect(cleanText(written)).toBe(plain));

  it('is idempotent and never throws, for whatever Unicode holds', () => {
    const odd = fc.constantFrom(
      '\u200f',
      '\u00ad',
      '\ufe0f',
      '\u00a0',
      '\u2212',
      '５',
      '٣',
      '\u0308',
      '\ud800',
      '\u0340',
    );
    fc.assert(
      fc.property(
        fc.string({ unit: fc.oneof(fc.string({ unit: 'binary', maxLength: 1 }), odd), maxLength: 30 }),
        (text) => {
          const plain = cleanText(text);
          expect(cleanText(plain)).toBe(plain);
          expect(plain).not.toMatch(/[\p{Cf}\u00a0\u2010-\u2015\u2212]|^\s|\s$|\s\s/u);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('asciiDigits', () => {
  it('gives every digit of Unicode its value', () => {
    for (let point = 0; point <= 0x10ffff; point += 1) {
      const digit = point >= 0xd800 && point <= 0xdfff ? '' : String.fromCodePoint(point);
      if (!/^\p{Nd}$/u.test(digit)) continue;
      expect(asciiDigits(digit)).toMatch(/^[0-9]$/);
    }
    for (const ten of [
      '0123456789',
      '٠١٢٣٤٥٦٧٨٩',
      '۰۱۲۳۴۵۶۷۸۹',
      '０１２３４５６７８９',
      '०१२३४५६७८९',
      '𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡',
      '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗',
    ]) {
      expect(asciiDigits(ten)).toBe('0123456789');
    }
  });
});

it.each([
  ['784-1988-1234567-1', '784198812345671'],
  ['٧٨٤ ١٩٨٨ ١٢٣٤٥٦٧ ١', '784198812345671'],
  ['ab 123/456', 'AB123456'],
  ['ＡＢ１２３', 'AB123'],
  ['--', ''],
])('bareNumber of %s', (written, bare) => expect(bareNumber(written)).toBe(bare));

it('visibleText is on one line, without what nobody sees', () => {
  expect(visibleText(' a\u0000b\nc\u200fd\u2028e\u2029f ')).toBe('a b c d e f');
  expect(visibleText('Jürgen  Ｇ')).toBe('Jürgen  Ｇ');
});

it('a typed text keeps its lines, and no control character that nobody sees', () => {
  expect(typedText('a\tb\r\nc\rd\u2028e\u0000\u007f\u0085f')).toBe('a b\nc\nd\nef');
  expect(typedText('سلام\u200cها \u202bx\u202c')).toBe('سلام\u200cها \u202bx\u202c');
  expect(typedLine('a\tb\nc')).toBe('a b c');
});

it('onlyDigits keeps ASCII digits, in order', () => {
  expect(onlyDigits('+971 (50) 1٣2x3')).toBe('97150123');
});

it('a password is the same in every composition, and capitals and spaces count', () => {
  expect(normalisePassword('cafe\u0301 ﬁ')).toBe('caf\u00e9 fi');
  expect(normalisePassword(' Aa ')).toBe(' Aa ');
});

it.each([
  ['ab-12', 'AB12'],
  ['AB 12', 'AB12'],
  ['AB-12-', 'AB12'],
  ['Ⅳ12', 'IV12'],
])('bareNumber of %s', (written, bare) => expect(bareNumber(written)).toBe(bare));
