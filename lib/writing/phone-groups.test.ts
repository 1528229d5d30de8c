import fc from 'fast-check';
import { expect, it } from 'vitest';
import { phoneGroups } from './phone-groups';

it.each([
  ['+971501234567', '+971 50 123 4567'],
  ['+201001234567', '+20 100 123 4567'],
  ['+442079460958', '+44 207 946 0958'],
  ['+447400123456', '+44 740 012 3456'],
  ['+12025550123', '+1 202 555 0123'],
  ['+79161234567', '+7 916 123 4567'],
  ['+8613812345678', '+86 1381 234 5678'],
  ['+96512345678', '+965 1234 5678'],
  ['+97143001234', '+971 4300 1234'],
  ['+3541234567', '+354 123 4567'],
  ['+2901234', '+290 1234'],
  ['0501234567', '0501234567'],
  ['+97150 123', '+97150 123'],
  ['+12', '+12'],
  ['', ''],
])('%s', (given, spoken) => expect(phoneGroups(given).join(' ')).toBe(spoken));

it('loses and adds nothing, whatever came', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^\+\d{1,18}$/)),
      (given) => phoneGroups(given).join('') === given,
    ),
  );
});
