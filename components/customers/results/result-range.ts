import type { SearchCounts } from '@/lib/contracts/search';
import { formatCount } from '../list/range';

/**
 * "51–100 of 1,204", "1–50 of more than 10,000", and without the count "1–50": it is unknown yet, or counts something
 * else, since similar names and Sentinel's own answer are not among what matches.
 */
export function resultRange(before: number, rows: number, counts: SearchCounts | undefined): string {
  const of =
    counts === undefined || counts.total < before + rows
      ? ''
      : ` of ${counts.exact ? '' : 'more than '}${formatCount(counts.total)}`;
  return rows === 0 ? `0${of}` : `${formatCount(before + 1)}–${formatCount(before + rows)}${of}`;
}
