import { NAMED_CUSTOMERS } from './named-customers.ts';
import type { Population } from './population.ts';
import type { CustomerRecord } from './record.ts';
import { reference } from './reference.ts';

export const NAMED_COUNT = NAMED_CUSTOMERS.length;

interface Placement {
  population: Population;
  today: number;
  now: Date;
  put(index: number, record: CustomerRecord): void;
}

/**
 * Puts the named customers on the first places of the population. Their `updatedAt` is spread over the whole range,
 * by the same curve as everybody's, so that no page is crowded with them. Answers key -> index.
 */
export function placeNamed({ population, today, now, put }: Placement): Map<string, number> {
  const places = new Map<string, number>();
  NAMED_CUSTOMERS.forEach((named, index) => {
    const quantile = (index + 0.7) / NAMED_COUNT;
    const updatedAt = new Date(now.getTime() - quantile ** 2 * 730 * 86_400_000).toISOString();
    const base = {
      ...reference(population, index, today, named.name),
      email: `${named.key}@fault.example`,
      phoneNumber: population.certainPhone(index),
      updatedAt,
      createdAt: new Date(Date.parse(updatedAt) - 86_400_000).toISOString(),
    };
    put(index, named.change ? { ...base, ...named.change(base, today) } : base);
    places.set(named.key, index);
  });
  return places;
}
