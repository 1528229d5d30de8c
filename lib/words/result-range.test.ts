import { expect, test } from 'vitest';
import type { SearchCounts } from '@/lib/contracts/search';
import { resultRange } from './result-range';

const of = (total: number, exact = true) => ({ total, exact }) as SearchCounts;

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
])('%s', (text, before, rows, counts) => expect(resultRange(before, rows, counts)).toBe(text));
