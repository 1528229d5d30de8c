import type { ExpiringRow } from '@/lib/contracts/directory';
import { expiryText } from '@/lib/kyc/documents';
import { documentLabel } from '@/lib/words/documents';

/** "Expires in 12 days: Passport", "Expired 3 days ago: Emirates ID"; the vendor's word alone is "Expired: Passport". */
export function daysText({ days, documentType }: Pick<ExpiringRow, 'days' | 'documentType'>): string {
  if (days === null) return expiryText({ kind: 'expired', type: documentType });
  if (days >= 0) return expiryText({ kind: 'expiring', type: documentType, days });
  const ago = days === -1 ? 'yesterday' : `${Math.abs(days)} days ago`;
  return `Expired ${ago}: ${documentLabel(documentType)}`;
}
