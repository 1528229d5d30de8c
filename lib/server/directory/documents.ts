import 'server-only';
import type { DocumentSummary } from '../../contracts/customer';
import { DOCUMENTS, KNOWN_DOCUMENTS, type KnownDocument, OTHER_DOCUMENTS_BIT } from '../../kyc/document-types';
import { newestLastDay } from '../../kyc/expiry';

/** The directory's mask of these document types; names that we don't know share one bit. */
export function maskOf(types: readonly string[]): number {
  return types.reduce((mask, type) => {
    const known = KNOWN_DOCUMENTS.find((one) => one === type);
    return mask | (known === undefined ? OTHER_DOCUMENTS_BIT : DOCUMENTS[known].directory.bit);
  }, 0);
}

type ExpiryColumn = (typeof DOCUMENTS)[KnownDocument]['directory']['expiry'];

/** The last day of the newest document of each type, `YYYY-MM-DD`, by column (`lib/kyc/expiry.ts`). */
export function newestLastDays(documents: readonly DocumentSummary[]): Record<ExpiryColumn, string | null> {
  const columns = KNOWN_DOCUMENTS.map((type) => [DOCUMENTS[type].directory.expiry, newestLastDay(documents, type)]);
  return Object.fromEntries(columns) as Record<ExpiryColumn, string | null>;
}
