import 'server-only';
import * as z from 'zod';
import type { CustomerRow } from '../../contracts/customer';
import type { SearchRow } from '../../contracts/search';
import { env } from '../env';
import { labelStatus } from '../status-labels';
import { shownSchema } from './columns';
import { findMatches } from './matches';
import type { Terms } from './terms';

const rowSchema = shownSchema.extend({
  sortKey: z.string(),
  capped: z.boolean(),
  documentMatched: z.boolean(),
  alike: z.boolean(),
});
export type FoundRow = z.infer<typeof rowSchema>;

/** Rows of `search-sql.ts`'s statements. */
export function parseFound(rows: unknown[]): FoundRow[] {
  return z.array(rowSchema).parse(rows);
}

export function toSearchRow(found: FoundRow, terms: Terms | null): SearchRow {
  const { sortKey: _1, capped: _2, alike, phone, documentMatched, status, unreadable, ...rest } = found;
  const odd = unreadable.length === 0 ? {} : { unreadable };
  const row = { ...rest, ...odd, phoneNumber: phone, status: labelStatus(status, env().SENTINEL_STATUS_LABELS) };
  return withMatches(row, terms, { documentMatched, soundsLike: alike });
}

export function withMatches(
  row: CustomerRow,
  terms: Terms | null,
  how: Pick<SearchRow, 'documentMatched' | 'soundsLike'>,
): SearchRow {
  return { ...row, matches: findMatches(row, terms?.terms ?? []), ...how };
}
