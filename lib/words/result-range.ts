import type { SearchCounts } from '@/lib/contracts/search';
import { formatCount } from '@/lib/words/ranges';

/** "1,204", "more than 10,000"; `null` when nobody has counted: not yet, or it took too long. */
export function totalText(counts: Pick<SearchCounts, 'total' | 'exact'> | undefined): string | null {
  if (counts === undefined || (counts.total === 0 && !counts.exact)) return null;
  return `${counts.exact ? '' : 'more than '}${formatCount(counts.total)}`;
}

/** "51–100 of 1,204", "1–50 of more than 10,000", and without the count "1–50". */
export function resultRange(before: number, rows: number, counts: SearchCounts | undefined): string {
  const total = totalText(counts);
  const of = total === null ? '' : ` of ${total}`;
  return rows === 0 ? `0${of}` : `${formatCount(before + 1)}–${formatCount(before + rows)}${of}`;
}
