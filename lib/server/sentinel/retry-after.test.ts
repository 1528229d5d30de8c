import 'server-only';
import { expect, it } from 'vitest';
import { parseRetryAfter } from './retry-after';

const NOW = new Date('2026-11-23T10:00:00.250Z');

it.each([
  ['30', 30],
  [' 0 ', 0],
  ['999999999999', 3_600],
  ['Mon, 23 Nov 2026 10:01:00 GMT', 60],
  ['Mon, 23 Nov 2026 09:00:00 GMT', 0],
  ['Wed, 01 Dec 2027 10:01:00 GMT', 3_600],
  ['-5', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['soon', undefined],
  ['2026-11-23T10:01:00Z', undefined],
  ['Mon, 99 Foo 2026 10:01:00 GMT', undefined],
  ['', undefined],
  [['3', '4'], undefined],
  [undefined, undefined],
])('%j -> %j', (header, seconds) => {
  expect(parseRetryAfter(header, NOW)).toBe(seconds);
});
