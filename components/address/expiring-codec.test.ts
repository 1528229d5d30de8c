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
    ['?within=30&status=2', { within: 30, status: 2 }],
    ['?within=30&status=unreadable', { within: 30, status: 'unreadable' }],
    ['?within=30&status=Draft', { within: 30 }],
    ['?within=45&documentType=none&nationality=%00', {}],
    ['?within=__proto__&documentType=constructor&nationality=', {}],
    [
      '?within=this-month&open=true&sortBy=name&order=desc',
      { within: 'this-month', open: true, sortBy: 'name', order: 'desc' },
    ],
    ['?within=days&from=2026-12-01&to=2026-12-31', { within: 'days', from: '2026-12-01', to: '2026-12-31' }],
    ['?within=days&from=2026-12-01', {}],
    ['?within=days&from=2026-12-31&to=2026-12-01&documentType=passport', { documentType: 'passport' }],
    ['?within=30&from=2026-12-01&to=2026-12-31&open=yes', { within: 30 }],
    [`?within=30&nationality=${'x'.repeat(61)}`, { within: 30 }],
  ])('%j', (search, state) => expect(EXPIRING_CODEC.read(search)).toEqual(state));

  test('keeps chosen days only together with their window', () => {
    const days = { from: '2026-12-01', to: '2026-12-31' };
    expect(EXPIRING_CODEC.write({ within: 'days', ...days })).toBe('?within=days&from=2026-12-01&to=2026-12-31');
    expect(EXPIRING_CODEC.write({ within: 60, ...days })).toBe('?within=60');
  });

  test('names its window even when the window is the usual one, so that Back finds it', () => {
    expect(EXPIRING_CODEC.write({ documentType: 'passport', within: 30 })).toBe('?within=30&documentType=passport');
  });
});
