import 'server-only';
import * as z from 'zod';
import type { Neighbours } from '../../contracts/search';

const rowSchema = z.object({ previous: z.nullable(z.string()), next: z.nullable(z.string()) });

/** How many people an answer tells of, for the trail: whom it was asked about, and who stands beside them. */
export function countOf({ previous, next, found }: Neighbours): number {
  return Number(found) + Number(previous !== null) + Number(next !== null);
}

/** What a neighbours' statement has found: one row, or none when somebody isn't in the result. */
export function toNeighbours(rows: unknown[]): Neighbours {
  return rows.length === 0
    ? { previous: null, next: null, found: false }
    : { ...rowSchema.parse(rows[0]), found: true };
}
