import { expect, it } from 'vitest';
import { USES } from '../contracts/access-review';
import { usesOf } from './access-uses';

const nothing = Object.fromEntries(USES.map((use) => [use, 0]));
const count = (action: string, done: number, failed = 0, rows = 0, last = '2026-11-02T08:00:00.000Z') => ({
  ...{ actor: 'a', action, done, failed, rows, last },
});

it('counts attempts, adds actions of one kind, and knows the last use', () => {
  const counts = [
    count('customer.opened', 5, 2),
    count('customer.images-revealed', 1),
    count('customer.field-revealed', 2, 0, 0, '2026-11-09T08:00:00.000Z'),
    count('customers.exported', 1, 3, 120),
    count('access.denied', 4),
    count('session.proved', 9),
  ];
  expect(usesOf(counts)).toEqual({
    lastUse: '2026-11-09T08:00:00.000Z',
    uses: { ...nothing, openings: 7, reveals: 3, exports: 1, exportedRows: 120, refusals: 4 },
  });
});

it('tells of a person who has done nothing', () => {
  expect(usesOf([])).toEqual({ lastUse: null, uses: nothing });
});
