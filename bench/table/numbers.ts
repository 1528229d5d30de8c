import type { Target } from './figures.ts';

/** What one round found of both sides, in the same unit. */
export interface Pair {
  ours: number;
  theirs: number;
}

/** A figure as it was measured. */
export interface Measured {
  /** In the unit of the figure's target. */
  value: number;
  /** Both sides, for information: they hang on the machine. */
  ours?: number;
  theirs?: number;
  unit?: string;
  rounds: number;
}

/** The value in the middle; of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** The median of the ratios of each round. A machine that was busy for one round spoils both sides of that round. */
export function compareRounds(pairs: readonly Pair[], unit: string): Measured {
  return {
    value: median(pairs.map(({ ours, theirs }) => ours / theirs)),
    ours: median(pairs.map(({ ours }) => ours)),
    theirs: median(pairs.map(({ theirs }) => theirs)),
    unit,
    rounds: pairs.length,
  };
}

/** The median of the differences of each round, where the target is what the desk may add. */
export function differRounds(pairs: readonly Pair[], unit: string): Measured {
  return { ...compareRounds(pairs, unit), value: median(pairs.map(({ ours, theirs }) => ours - theirs)) };
}

export function isMet(value: number, target: Target): boolean {
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
}
