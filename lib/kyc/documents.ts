import { daysUntil } from '../writing/days';

/** From how many days ahead a document counts as expiring. */
export const EXPIRING_WITHIN_DAYS = 30;

export type Expiry = { kind: 'expired'; type: string } | { kind: 'expiring'; type: string; days: number };

/**
 * The badges of a list row. Expired is what the vendor's `expiredIds` says, and what a date in the past says; expiring
 * is a date within so many days of a document that the vendor hasn't called expired.
 */
export function expiries(
  row: { documents: readonly { type: string; dateOfExpiry: string | null }[]; expiredDocuments: readonly string[] },
  now: Date,
  within = EXPIRING_WITHIN_DAYS,
): Expiry[] {
  const expired = new Set(row.expiredDocuments);
  const soon = new Map<string, number>();
  for (const { type, dateOfExpiry } of row.documents) {
    const days = daysUntil(dateOfExpiry, now);
    if (days === null) continue;
    if (days < 0) expired.add(type);
    else if (days <= within) soon.set(type, Math.min(days, soon.get(type) ?? days));
  }
  return [
    ...[...expired].map((type): Expiry => ({ kind: 'expired', type })),
    ...[...soon]
      .filter(([type]) => !expired.has(type))
      .map(([type, days]): Expiry => ({ kind: 'expiring', type, days })),
  ];
}
