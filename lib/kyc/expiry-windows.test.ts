import { expect, it } from 'vitest';
import { spanOf } from './expiry-windows';

const TODAY = '2026-12-27';

it.each([
  [{ within: 'expired' }, null],
  [{ within: 30 }, { from: '2026-12-27', to: '2027-01-26' }],
  [{ within: 90 }, { from: '2026-12-27', to: '2027-03-27' }],
  [{ within: 'this-month' }, { from: '2026-12-01', to: '2026-12-31' }],
  [{ within: 'next-month' }, { from: '2027-01-01', to: '2027-01-31' }],
  [
    { within: 'days', from: '2026-01-05', to: '2026-02-07' },
    { from: '2026-01-05', to: '2026-02-07' },
  ],
  [{ within: 'days' }, { from: TODAY, to: TODAY }],
] as const)('%o', (window, span) => expect(spanOf(window, TODAY)).toEqual(span));

it('a month ends with its last day, also in a leap year', () => {
  expect(spanOf({ within: 'this-month' }, '2028-02-10')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  expect(spanOf({ within: 'next-month' }, '2027-01-31')).toEqual({ from: '2027-02-01', to: '2027-02-28' });
});
