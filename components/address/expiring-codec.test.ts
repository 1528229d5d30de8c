import { describe, expect, test } from 'vitest';
import { EXPIRING_CODEC } from './expiring-codec';

describe('an address of the Expiring page', () => {
  test.each([
    ['', {}],
    ['?within=60', { within: 60 }],
    [
      '?within=expired&documentType=passport&nationality=GBR',
      { within: 'expired', documentType: 'passport', nationality: 'GBR' },
    ],
    ['?within=45&documentType=none&nationality=%00', {}],
    ['?within=__proto__&documentType=constructor&nationality=', {}],
    [`?within=30&nationality=${'x'.repeat(61)}`, { within: 30 }],
  ])('%j', (search, state) => expect(EXPIRING_CODEC.read(search)).toEqual(state));

  test('names its window even when the window is the usual one, so that Back finds it', () => {
    expect(EXPIRING_CODEC.write({ documentType: 'passport', within: 30 })).toBe('?within=30&documentType=passport');
  });
});
