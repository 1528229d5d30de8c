import 'server-only';
import { type DocumentSummary, KNOWN_DOCUMENTS, type KnownDocument } from '../../contracts/customer';

/** A bit for each document that the vendor names; the last one is for every other name in its `expiredIds`. */
const BIT: Record<KnownDocument, number> = { passport: 1, emiratesId: 2, egyptNationalId: 4 };
const OTHER = 8;

/** Where the earliest last day of each document is kept. */
export const EXPIRY_COLUMN = {
  passport: 'passport_expiry',
  emiratesId: 'emirates_id_expiry',
  egyptNationalId: 'egypt_national_id_expiry',
} as const satisfies Record<KnownDocument, string>;

export function bitOf(type: KnownDocument): number {
  return BIT[type];
}

export function maskOf(types: readonly string[]): number {
  return types.reduce((mask, type) => mask | (isKnown(type) ? BIT[type] : OTHER), 0);
}

/**
 * The earliest last day of a kind of document. Somebody with two passports, one of them expired, has an expired
 * passport: the badges of the list say so too (`lib/kyc/documents.ts`).
 */
export function earliestExpiry(documents: readonly DocumentSummary[], type: KnownDocument): string | null {
  const days = documents.flatMap((one) => (one.type === type && one.dateOfExpiry !== null ? [one.dateOfExpiry] : []));
  return days.sort()[0] ?? null;
}

function isKnown(type: string): type is KnownDocument {
  return KNOWN_DOCUMENTS.some((known) => known === type);
}
