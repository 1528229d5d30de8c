import { describe, expect, it } from 'vitest';
import { bareText, type FieldKind, isFiller, saysTheSame } from './compare';

describe('a date', () => {
  it.each([
    ['2020-02-01', '20200201'],
    ['2020-02-01', '2020/02.01'],
    ['2020-02-01', ' 2020-02-01 '],
    ['2020-02-01', '2020-02-01T00:00:00Z'],
    ['2020-02-01', '1/2/2020'],
    ['2020-02-01', '01.02.20'],
    ['1920-02-01', '01-02-20'],
    ['2020-02-13', '02/13/2020'],
    ['2020-02-01', '٠١/٠٢/٢٠٢٠'],
    ['1988-07-16', '16 JUL 1988'],
    ['1988-07-16', '16JUL88'],
    ['1988-07-16', '16  July, 1988'],
    ['1988-07-16', '16-Jul.-1988'],
    ['1988-07-16', '16 JUL/JUIL 88'],
    ['1988-07-16', '16 JUL. / JUIL. 88'],
    ['1988-07-16', '880716'],
    ['unknown', 'Unknown'],
  ])('%s may be written %j', (day, written) => expect(saysTheSame('date', day, written)).toBe(true));

  it.each([
    ['2020-02-01', 'x2020-02-01'],
    ['2020-02-01', '2020-02-01x'],
    ['2020-02-01', '02/01/2020'],
    ['2020-02-01', 'x01/02/2020'],
    ['2020-02-01', '01/02/2020x'],
    ['1988-07-16', 'x16 JUL 1988'],
    ['1988-07-16', '16 JUL 1988x'],
    ['1988-07-16', 'x880716'],
    ['1988-07-16', '880716x'],
    ['1988-07-16', '160788'],
    ['1988-07-16', '16 FOO 1988'],
    ['unknown', 'never'],
  ])('%s is not %j', (day, written) => expect(saysTheSame('date', day, written)).toBe(false));

  it.each(
    'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ').map((name, index) => [name, index + 1] as const),
  )('in %s is in month %d', (name, month) => {
    expect(saysTheSame('date', `03 ${name} 1988`, `1988-${String(month).padStart(2, '0')}-03`)).toBe(true);
  });
});

it.each<[FieldKind, string, string, boolean]>([
  ['name', 'Müller', 'MUELLER', true],
  ['name', 'Müller', 'Muller', true],
  ['name', 'Müller', 'Miller', false],
  ['name', "O'Neil-Smith", 'ONEIL<SMITH', true],
  ['number', 'Ü1', 'UE1', false],
  ['number', 'A-1', 'a 1', true],
  ['number', '880716', '1988-07-16', false],
  ['text', '01/02/2020', '1 FEB 2020', false],
  ['country', 'AE', 'United Arab Emirates', true],
  ['country', 'DEU', 'D', true],
  ['country', 'ZZ', 'ZZ', true],
  ['country', 'Atlantis', 'ARE', false],
  ['gender', 'M', 'male', true],
  ['gender', 'M', 'ذكر', true],
  ['gender', 'F', 'Female', true],
  ['gender', 'F', 'أنثى', true],
  ['gender', 'X', '<', true],
  ['gender', 'X', 'unspecified', true],
  ['gender', 'X', 'Not specified', true],
  ['gender', 'M', 'F', false],
])('as a %s, %j and %j: %s', (kind, one, other, same) => expect(saysTheSame(kind, one, other)).toBe(same));

it('punctuation alone is compared as it is, without the spaces around it', () => {
  expect([bareText(' — '), bareText('***'), bareText(' a-b ')]).toEqual(['—', '***', 'AB']);
});

it.each([
  ['<', true],
  [' <<', true],
  ['< ', true],
  ['< <', true],
  ['', false],
  [' ', false],
  ['A<', false],
  ['<A', false],
])('%j is filler alone: %s', (text, filler) => expect(isFiller(text)).toBe(filler));
