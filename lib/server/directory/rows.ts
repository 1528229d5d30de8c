import 'server-only';
import * as z from 'zod';
import type { CustomerRow } from '../../contracts/customer';
import type { SearchRow } from '../../contracts/search';
import { KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { env } from '../env';
import { labelStatus } from '../status-labels';
import { findMatches } from './matches';
import type { Terms } from './terms';

const text = z.string().nullable();

const rowSchema = z.object({
  uuid: z.string(),
  status: z.number().nullable(),
  name: text,
  surname: text,
  nationality: text,
  gender: text,
  email: text,
  phone: text,
  updatedAt: text,
  documents: z.array(z.object({ type: z.enum(KNOWN_DOCUMENTS), dateOfExpiry: text, idMatch: z.boolean().nullable() })),
  expiredDocuments: z.array(z.string()),
  sortKey: z.string(),
  capped: z.boolean(),
  documentMatched: z.boolean(),
});
export type FoundRow = z.infer<typeof rowSchema>;

/** Rows of `search-sql.ts`'s statements. */
export function parseFound(rows: unknown[]): FoundRow[] {
  return z.array(rowSchema).parse(rows);
}

export function toSearchRow(found: FoundRow, terms: Terms | null): SearchRow {
  const { sortKey: _1, capped: _2, phone, documentMatched, status, ...rest } = found;
  const row = { ...rest, phoneNumber: phone, status: labelStatus(status, env().SENTINEL_STATUS_LABELS) };
  return withMatches(row, terms, documentMatched);
}

export function withMatches(row: CustomerRow, terms: Terms | null, documentMatched: boolean): SearchRow {
  return { ...row, matches: findMatches(row, terms?.terms ?? []), documentMatched };
}
