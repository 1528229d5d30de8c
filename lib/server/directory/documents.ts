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

/**
 * The earliest last day among a customer's documents of one type, `YYYY-MM-DD`. Of two passports an expired one makes
 * the customer's passport expired: the badges of the list follow the same rule (`lib/kyc/documents.ts`).
 */
export function earliestExpiry(documents: readonly DocumentSummary[], type: KnownDocument): string | null {
  const days = documents.flatMap((one) => (one.type === type && one.dateOfExpiry !== null ? [one.dateOfExpiry] : []));
  return days.sort()[0] ?? null;
}
