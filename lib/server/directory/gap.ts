import 'server-only';
import type { SyncState } from './sync-state';

/**
 * The gap between the vendor's total and the customers that the directory holds. Changes that are still on their way make
 * a small one. A large one means that the list is another than the directory's: another base of the vendor behind the
 * same database, or many customers deleted at once. Then a full walk begins at once instead of hours later.
 */
type Gap = Pick<SyncState, 'covered' | 'total' | 'skipped' | 'gap' | 'gapWalks' | 'walkedAt'>;

/** Changes on their way, in customers: a few, and a thousandth of the vendor's total. */
const ON_THEIR_WAY = 10;
const SHARE_ON_THEIR_WAY = 0.001;
/** Customers who are gone leave after two walks. A gap that two walks have not closed is the vendor's own contradiction. */
const WALKS_AT_ONCE = 2;
/** A gap that goes on changing begins a walk no sooner than this after the last one, ms. */
const REST = 30 * 60_000;
/** A directory that lacks more than this share of the customers is filling, whatever it held before. */
const SHARE_MISSING = 0.1;

/** The customers that the directory lacks; negative where it holds more than the vendor states. Skipped ones are known. */
export function gapOf({ covered, total, skipped }: Pick<Gap, 'covered' | 'total' | 'skipped'>): number {
  return total === null ? 0 : total - covered - skipped;
}

function isLarge(gap: number, total: number | null): boolean {
  return Math.abs(gap) > ON_THEIR_WAY + (total ?? 0) * SHARE_ON_THEIR_WAY;
}

/**
 * How many walks in a row have ended with a large gap, once another one has.
 * @param state as it is after that walk; its `gapWalks` are those before
 */
export function countGapWalks(state: Gap): number {
  return isLarge(gapOf(state), state.total) ? state.gapWalks + 1 : 0;
}

/** Whether a full walk should begin because of the gap. To be asked while no page of a catch-up is on its way. */
export function isGapDue(state: Gap, now: Date): boolean {
  const { total, gapWalks, walkedAt } = state;
  const gap = gapOf(state);
  if (walkedAt === null || !isLarge(gap, total)) return false;
  if (gapWalks < WALKS_AT_ONCE) return true;
  return isLarge(gap - (state.gap ?? 0), total) && now.getTime() - walkedAt.getTime() > REST;
}

/** Whether a directory that was whole once lacks so many customers that it has to be filled again. */
export function isFilledAgain(state: Gap): boolean {
  return (
    gapOf(state) > (state.total ?? 0) * SHARE_MISSING &&
    isLarge(gapOf(state), state.total) &&
    state.gapWalks < WALKS_AT_ONCE
  );
}
