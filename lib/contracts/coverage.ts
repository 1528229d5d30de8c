import type { DirectoryStatus } from './directory';

/**
 * Why a file of the directory's customers may lack some of them, or show them as they no longer are. `filling`: the
 * first full walk is not over. `missing`: the directory holds fewer customers than Sentinel states. `stale`: it has not
 * caught up for a while. `failed`: its last update or full walk failed. `skipped`: some records could not be read or
 * kept. `row-limit`: more customers match than a file may hold.
 */
export const COVERAGE_GAPS = ['filling', 'missing', 'stale', 'failed', 'skipped', 'row-limit'] as const;
export type CoverageGap = (typeof COVERAGE_GAPS)[number];

/** How much of Sentinel's customers the directory holds, and how old it is: numbers and times, no customer's data. */
export interface Coverage {
  /** Empty for a file that lacks nothing. */
  gaps: CoverageGap[];
  covered: number;
  /** `null` before Sentinel has stated a number. */
  total: number | null;
  /** The age of the directory, ISO 8601; `null` while it has never caught up. */
  asOf: string | null;
  /** When the directory's last update failed, ISO 8601; `null` without a failure. */
  failedAt: string | null;
  skipped: number;
  /** How many customers match, and how many rows a file may hold; absent before the matches are counted. */
  rows?: { matches: number; limit: number };
}

/** A directory that has not caught up for this long, ms, is stale: it catches up every minute. */
const STALE_AFTER = 15 * 60_000;

/**
 * What a search, a count or a file of this directory may lack. The one rule for the note beside a result, for the
 * question before an export and for the server's refusal. Blind spot: where Sentinel's rows carry no `updatedAt`, a
 * change is found by the next full walk alone (`DirectoryStatus.proven`), and no gap says so.
 */
export function coverageOf(status: DirectoryStatus, now: Date, rows?: { matches: number; limit: number }): Coverage {
  const { state, covered, total, skipped, error } = status;
  const whole = state === 'ready' || state === 'off';
  const asOf = status.caughtUpAt ?? status.walkedAt;
  const gaps: CoverageGap[] = [];
  if (!whole) gaps.push('filling');
  else if (total !== null && covered + skipped < total) gaps.push('missing');
  if (asOf !== null && now.getTime() - Date.parse(asOf) > STALE_AFTER) gaps.push('stale');
  if (error !== null) gaps.push('failed');
  if (skipped > 0) gaps.push('skipped');
  if (rows !== undefined && rows.matches > rows.limit) gaps.push('row-limit');
  return { gaps, covered, total, asOf, failedAt: error?.at ?? null, skipped, ...(rows && { rows }) };
}

/** The gaps that a person has not accepted. */
export function openGaps({ gaps }: Coverage, accepted: readonly CoverageGap[]): CoverageGap[] {
  return gaps.filter((gap) => !accepted.includes(gap));
}
