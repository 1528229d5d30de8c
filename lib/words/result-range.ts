import type { SearchCounts } from '@/lib/contracts/search';
import { formatCount } from './numbers';
import { RANGE_WORDS, rowRange } from './ranges';

/** "1,204", "more than 10,000"; `null` without a count: it has not come yet, or it took too long. */
export function totalText(counts: Pick<SearchCounts, 'total' | 'exact'> | undefined): string | null {
  if (counts === undefined || (counts.total === 0 && !counts.exact)) return null;
  const total = formatCount(counts.total);
  return counts.exact ? total : RANGE_WORDS.moreThan(total);
}

/** "51–100 of 1,204", "1–50 of more than 10,000", and without the count "1–50". */
export function resultRange(before: number, rows: number, counts: SearchCounts | undefined): string {
  const range = rowRange(before, rows);
  const total = totalText(counts);
  return total === null ? range : RANGE_WORDS.rowsOf(range, total);
}
