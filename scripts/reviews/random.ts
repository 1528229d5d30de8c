/** Random choices from a seed (mulberry32): the same seed tells the same story on every machine. */
export interface Random {
  next(): number;
  chance(probability: number): boolean;
  between(from: number, to: number): number;
  whole(from: number, to: number): number;
  pick<T>(from: readonly T[]): T;
  /** Times of day and paces vary by factors, with long tails. */
  lognormal(median: number, sigma: number): number;
  exponential(mean: number): number;
}

export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    chance: (probability) => next() < probability,
    between: (from, to) => from + (to - from) * next(),
    whole: (from, to) => from + Math.floor((to - from + 1) * next()),
    pick: <T>(from: readonly T[]): T => {
      const found = from[Math.floor(next() * from.length)];
      if (found === undefined) throw new Error('there is nothing to pick from');
      return found;
    },
    lognormal: (median, sigma) => median * Math.exp(sigma * normal()),
    exponential: (mean) => -mean * Math.log(1 - next()),
  };
}
