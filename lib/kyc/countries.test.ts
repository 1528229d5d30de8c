import { expect, test } from 'vitest';
import { ALPHA_3, countries, countryName } from './countries';

test('names the countries that the vendor writes as alpha-3', () => {
  expect(countryName('ARE')).toBe('United Arab Emirates');
  expect(countryName('GBR')).toBe('United Kingdom');
});

test('leaves what is no alpha-3 code alone', () => {
  expect(countryName(null)).toBeNull();
  expect(countryName('AE')).toBeNull();
  expect(countryName('XXX')).toBeNull();
});

test('the packed table is whole: 249 codes, each once, each with a name', () => {
  const all = [...countries()];
  expect(all).toHaveLength(249);
  expect(ALPHA_3.size).toBe(249);
  expect(ALPHA_3.get('AE')).toBe('ARE');
  for (const [alpha3, name] of all) {
    expect(alpha3).toMatch(/^[A-Z]{3}$/);
    expect(name.length, alpha3).toBeGreaterThan(3);
  }
});
