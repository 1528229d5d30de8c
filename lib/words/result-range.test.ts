import { expect, test } from 'vitest';
import type { SearchCounts } from '@/lib/contracts/search';
import { formatMoment } from './format';
import { resultRange } from './result-range';

const of = (total: number, exact = true) => ({ total, exact, alike: 0 }) as SearchCounts;
const alike = (total: number, alike: number | null, exact = true) => ({ total, exact, alike }) as SearchCounts;

test.each<[string, number, number, SearchCounts | undefined]>([
  ['1–50 of 1,204', 0, 50, of(1_204)],
  ['1,201–1,204 of 1,204', 1_200, 4, of(1_204)],
  ['1–1 of 1', 0, 1, of(1)],
  ['51–100 of more than 10,000', 50, 50, of(10_000, false)],
  ['1–50', 0, 50, undefined],
  // It took too long to count.
  ['1–50', 0, 50, of(0, false)],
  ['0 of 0', 0, 0, of(0)],
  ['0 of 100', 100, 0, of(100)],
  ['0', 0, 0, undefined],
  // Names in another spelling are said beside those as written, never counted among them.
  ['1–13 of 1, and 12 that sound alike', 0, 13, alike(1, 12)],
  ['1–12 of 12 that sound alike', 0, 12, alike(0, 12)],
  ['1–50 of 3, and more than 200 that sound alike', 0, 50, alike(3, 201)],
  ['1–50 of 3,300+', 0, 50, alike(3_300, null)],
  ['1–50 of more than 20,000', 0, 50, alike(20_000, null, false)],
])('%s', (text, before, rows, counts) => expect(resultRange(before, rows, counts)).toBe(text));

test('a kept total says when it was counted', () => {
  const asOf = '2026-11-26T14:05:00.000Z';
  const kept = { ...of(1_000_000), asOf };
  expect(resultRange(0, 50, kept)).toBe(`1–50 of 1,000,000 (counted ${formatMoment(asOf)})`);
});
