import 'server-only';
import type { DocumentSummary } from '../../contracts/customer';
import { DOCUMENTS, KNOWN_DOCUMENTS, type KnownDocument, OTHER_DOCUMENTS_BIT } from '../../kyc/document-types';

/** The directory's mask of these document types; names that we don't know share one bit. */
export function maskOf(types: readonly string[]): number {
  return types.reduce((mask, type) => {
    const known = KNOWN_DOCUMENTS.find((one) => one === type);
    return mask | (known === undefined ? OTHER_DOCUMENTS_BIT : DOCUMENTS[known].directory.bit);
  }, 0);
}

type ExpiryColumn = (typeof DOCUMENTS)[KnownDocument]['directory']['expiry'];

/**
 * The earliest last day among a customer's documents of each type, `YYYY-MM-DD`, by column. Of two passports an expired
 * one makes the customer's passport expired: the badges of the list follow the same rule (`lib/kyc/documents.ts`).
 */
export function earliestExpiries(documents: readonly DocumentSummary[]): Record<ExpiryColumn, string | null> {
  const columns = KNOWN_DOCUMENTS.map((type) => {
    const days = documents.flatMap((one) => (one.type === type && one.dateOfExpiry !== null ? [one.dateOfExpiry] : []));
    return [DOCUMENTS[type].directory.expiry, days.sort()[0] ?? null];
  });
  return Object.fromEntries(columns) as Record<ExpiryColumn, string | null>;
}
