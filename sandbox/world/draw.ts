/**
 * Everything random in the sandbox is a pure function of (seed, index, salt), so that customer 734,112 can be made
 * without making the 734,111 before it, and nothing has to be kept in memory.
 */
export function mix32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Undoes mix32: a uuid leads back to its customer without an index of uuids. */
export function unmix32(value: number): number {
  let h = value | 0;
  h ^= h >>> 16;
  h = Math.imul(h, 0x7ed1b41d);
  h ^= (h >>> 13) ^ (h >>> 26);
  h = Math.imul(h, 0xa5cb9243);
  return (h ^ (h >>> 16)) >>> 0;
}

export function hash(seed: number, index: number, salt: number): number {
  return mix32(mix32(seed ^ Math.imul(index + 1, 0x9e3779b1)) ^ Math.imul(salt + 1, 0x27d4eb2f));
}

/** A number in [0, 1). */
export function unit(seed: number, index: number, salt: number): number {
  return hash(seed, index, salt) / 0x1_0000_0000;
}

export interface Draws {
  unit(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
}

/** A sequence of draws for the parts of a record that no sort key depends on. */
export function draws(seed: number, index: number, salt: number): Draws {
  let state = hash(seed, index, salt);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    return mix32(state) / 0x1_0000_0000;
  };
  return {
    unit: next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => at(list, next()),
  };
}

/** The element of a non-empty list that a number in [0, 1) falls on. */
export function at<T>(list: readonly T[], position: number): T {
  const item = list[Math.min(list.length - 1, Math.floor(position * list.length))];
  if (item === undefined) throw new Error('The sandbox drew from an empty list.');
  return item;
}

/** Like `at`, with a weight for each element. */
export function weighted<T extends { weight: number }>(list: readonly T[], position: number): T {
  let left = position * list.reduce((sum, item) => sum + item.weight, 0);
  for (const item of list) {
    left -= item.weight;
    if (left < 0) return item;
  }
  return at(list, 0.999999);
}
