import type { SearchCounts } from '@/lib/contracts/search';
import { formatMoment } from './format';
import { formatCount } from './numbers';
import { RANGE_WORDS, rowRange } from './ranges';

/** "1,204", "more than 10,000"; `null` without a count: it has not come yet, or it took too long. */
export function totalText(counts: Pick<SearchCounts, 'total' | 'exact'> | undefined): string | null {
  if (counts === undefined || (counts.total === 0 && !counts.exact)) return null;
  const total = formatCount(counts.total);
  return counts.exact ? total : RANGE_WORDS.moreThan(total);
}

/** No more are gathered (`ALIKE_AT_MOST`), so a higher number only says that there are more. */
const ALIKE_COUNTED = 200;

/** A total of a name says how many more sound alike: "1, and 12 that sound alike". Where that is unknown: "3,300+". */
function withAlike(total: string | null, counts: SearchCounts | undefined): string | null {
  if (total === null || counts === undefined || counts.alike === 0) return total;
  const { alike, exact } = counts;
  if (alike === null) return exact ? RANGE_WORDS.atLeast(total) : total;
  const many = formatCount(Math.min(alike, ALIKE_COUNTED));
  const sounding = alike > ALIKE_COUNTED ? RANGE_WORDS.moreThan(many) : many;
  return counts.total === 0 ? RANGE_WORDS.onlyAlike(sounding) : RANGE_WORDS.andAlike(total, sounding);
}

/**
 * "51–100 of 1,204", "1–50 of more than 10,000", and without the count "1–50". A large directory keeps its totals:
 * "1–50 of 1,000,000 (counted 26 Nov 2026, 14:05)".
 */
export function resultRange(before: number, rows: number, counts: SearchCounts | undefined): string {
  const range = rowRange(before, rows);
  const total = withAlike(totalText(counts), counts);
  if (total === null) return range;
  const text = RANGE_WORDS.rowsOf(range, total);
  return counts?.asOf == null ? text : RANGE_WORDS.countedAt(text, formatMoment(counts.asOf));
}
