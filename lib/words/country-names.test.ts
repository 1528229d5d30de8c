import { expect, it } from 'vitest';
import { ALPHA_2, countryName } from '../kyc/countries';
import { countryRank } from './country-names';

/** What the list shows for a text: the best first, as the pages sort. */
function found(typed: string): string[] {
  return [...ALPHA_2.keys()]
    .flatMap((code) => {
      const rank = countryRank(code, typed);
      return rank === null ? [] : [{ code, rank }];
    })
    .sort(
      (one, other) =>
        one.rank - other.rank || (countryName(one.code) ?? '').localeCompare(countryName(other.code) ?? ''),
    )
    .map(({ code }) => code);
}

it.each([
  ['uae', 'ARE'],
  ['Emirates', 'ARE'],
  ['AE', 'ARE'],
  ['الامارات', 'ARE'],
  ['ksa', 'SAU'],
  ['saudi', 'SAU'],
  ['uk', 'GBR'],
  ['usa', 'USA'],
  ['US', 'USA'],
  ['gbr', 'GBR'],
  ['england', 'GBR'],
  ['south korea', 'KOR'],
  ['turkey', 'TUR'],
  ['Türkiye', 'TUR'],
  ['turkiye', 'TUR'],
  ['ivory', 'CIV'],
  ['cote d', 'CIV'],
  ['holland', 'NLD'],
  ['مصر', 'EGY'],
  ['egy', 'EGY'],
])('%s leads to %s first', (typed, code) => expect(found(typed)[0]).toBe(code));

it('finds beginnings of words, and nothing within a word', () => {
  expect(found('guinea')).toEqual(expect.arrayContaining(['GIN', 'GNB', 'GNQ', 'PNG']));
  expect(found('uinea')).toEqual([]);
  expect(found('kingdom')).toContain('GBR');
});

it('keeps every country while nothing is typed', () => expect(found(' ')).toHaveLength(ALPHA_2.size));

it('finds a value that is no code by its own text and by its label', () => {
  expect(countryRank('none', 'not g', 'Not given')).toBe(1);
  expect(countryRank('Emirati', 'emir')).toBe(1);
  expect(countryRank('constructor', 'x')).toBeNull();
});
