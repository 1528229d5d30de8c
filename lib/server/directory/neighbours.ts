import 'server-only';
import * as z from 'zod';
import type { Neighbours } from '../../contracts/search';

const rowSchema = z.object({ previous: z.nullable(z.string()), next: z.nullable(z.string()) });

/** The number of customers that an answer reveals, for the trail: the customer asked about, and the two neighbours. */
export function countOf({ previous, next, found }: Neighbours): number {
  return Number(found) + Number(previous !== null) + Number(next !== null);
}

/** Reads the answer of a neighbours' statement: one row, or none when the customer isn't in the result. */
export function toNeighbours(rows: unknown[]): Neighbours {
  return rows.length === 0
    ? { previous: null, next: null, found: false }
    : { ...rowSchema.parse(rows[0]), found: true };
}
