import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { dayEnd, dayStart } from '@/lib/words/audit-time';
import { parseBefore, parseDay, parseUuid } from './audit-parsers';
import { newerThan, parseStarts, withOlder } from './page-starts';

describe('what an address may say', () => {
  it('customers and people by their uuid alone: no phone number, no e-mail', () => {
    expect(parseUuid(' 3FA85F64-5717-4562-B3FC-2C963F66AFA6 ')).toBe('3fa85f64-5717-4562-b3fc-2c963f66afa6');
    for (const text of ['971501234567', '+971501234567', 'jo@desk.example', 'opaque_key', '']) {
      expect(parseUuid(text)).toBeNull();
    }
  });

  it('days that exist; the year 2 is one that is being typed', () => {
    expect(parseDay('2028-02-29')).toBe('2028-02-29');
    for (const text of ['2026-02-29', '0002-01-01', '2026-13-01', '24.11.2026', '']) expect(parseDay(text)).toBeNull();
  });

  it('numbers of events', () => {
    expect(parseBefore('120')).toBe(120);
    for (const text of ['0', '-1', '1e3', '1.5', 'x']) expect(parseBefore(text)).toBeNull();
  });
});

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
