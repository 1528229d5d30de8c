import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { dayEnd, dayStart } from '@/lib/words/audit-time';
import { newerThan, parseStarts, withOlder } from './page-starts';

test('a span of days holds both of them', () => {
  expect(Date.parse(dayEnd('2026-11-24')) - Date.parse(dayStart('2026-11-24'))).toBe(86_400_000);
  expect(dayEnd('2026-12-31')).toBe(dayStart('2027-01-01'));
});

describe('the way back to newer pages', () => {
  it('leads through every page that was passed', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(numbers, (unordered) => {
        const way = unordered.sort((a, b) => b - a);
        let starts: number[] = [];
        let at: number | null = null;
        for (const next of way) {
          starts = parseStarts(withOlder(starts, at, next).join());
          at = next;
        }
        const back: number[] = [];
        for (; at !== null; at = newerThan(starts, at)) back.unshift(at);
        expect(back).toEqual(way);
      }),
    );
  });

  it('is forgotten where it turns, and leads to the newest page where it is not known', () => {
    expect(withOlder([90, 80, 70], 80, 75)).toEqual([90, 80, 75]);
    expect(withOlder([90, 80], 33, 22)).toEqual([33, 22]);
    expect(newerThan([90, 80], 33)).toBeNull();
    expect(newerThan([90, 80], 90)).toBeNull();
    expect(parseStarts('junk,-4,,5')).toEqual([5]);
  });
});
