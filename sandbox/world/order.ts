import type { Population } from './population.ts';
import type { CustomerRecord, SortKey } from './record.ts';

/** Room for 2^21 customers beside a rank of 32 bits in the 53 that a double holds exactly. */
const INDEX_SPAN = 2 ** 21;
export const MAX_CUSTOMERS = 2_000_000;

/** Untouched customers going up by `key`. Rank and index are packed into one double: no comparator, no objects. */
export function baseOrder(population: Population, size: number, key: SortKey): Uint32Array {
  const packed = new Float64Array(size);
  for (let index = 0; index < size; index += 1) packed[index] = population.rank(index, key) * INDEX_SPAN + index;
  packed.sort();
  const order = new Uint32Array(size);
  for (let place = 0; place < size; place += 1) order[place] = (packed[place] ?? 0) % INDEX_SPAN;
  return order;
}

export type SortValue = string | number | null;

export function sortValue(record: CustomerRecord, key: SortKey): SortValue {
  return record[key];
}

export function populationValue(population: Population, index: number, key: SortKey): SortValue {
  return key === 'updatedAt' ? new Date(population.updatedAt(index)).toISOString() : population[key](index);
}

export interface Placed {
  index: number;
  value: SortValue;
}

/** Strings by code unit, numbers by size, null after everything, ties by age of the record (its index). */
export function comparePlaced(a: Placed, b: Placed): number {
  if (a.value !== b.value) {
    if (a.value === null) return 1;
    if (b.value === null) return -1;
    return a.value < b.value ? -1 : 1;
  }
  return a.index - b.index;
}

/** Puts touched customers where they belong among the untouched: one pass, since touched ones are few. */
export function mergeOrder(
  base: Uint32Array,
  valueAt: (index: number) => SortValue,
  isTouched: (index: number) => boolean,
  touched: Placed[],
  total: number,
): Uint32Array {
  const merged = new Uint32Array(total);
  let read = 0;
  let written = 0;
  const copyUntil = (end: number) => {
    for (; read < end; read += 1) {
      const index = base[read] ?? 0;
      if (!isTouched(index)) {
        merged[written] = index;
        written += 1;
      }
    }
  };
  for (const item of touched.sort(comparePlaced)) {
    copyUntil(firstAfter(base, valueAt, item));
    merged[written] = item.index;
    written += 1;
  }
  copyUntil(base.length);
  return merged;
}

function firstAfter(base: Uint32Array, valueAt: (index: number) => SortValue, item: Placed): number {
  let [low, high] = [0, base.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const index = base[middle] ?? 0;
    if (comparePlaced({ index, value: valueAt(index) }, item) < 0) low = middle + 1;
    else high = middle;
  }
  return Math.max(low, 0);
}
