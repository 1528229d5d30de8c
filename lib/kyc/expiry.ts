import type { DocumentSummary } from '../contracts/customer';
import { daysUntil, isDay } from '../writing/days';
import { KNOWN_DOCUMENTS, type KnownDocument } from './document-types';

/**
 * The one definition of expired (`docs/expiry.md`, decision 14). Badges, the filters, the Expiring page, the customer's
 * record and exports ask this file. The directory's SQL (`lib/server/directory/expiry-sql.ts`) says the same, and a
 * property test compares both on random customers.
 */

/** From how many days ahead a document counts as expiring. */
export const EXPIRING_WITHIN_DAYS = 30;

interface Dated {
  type: string;
  dateOfExpiry: string | null;
}

/** What is known of a customer's documents: their dates, and the names in Sentinel's `expiredIds`. */
export interface ExpiryFacts {
  documents: readonly Dated[];
  expiredDocuments: readonly string[];
}

/** Documents of one type. Sentinel lists types as expired, not documents, so the type is the unit. */
export interface DocumentExpiry {
  type: string;
  /** The last day of the newest document, `YYYY-MM-DD`; `null` when no document of the type has a readable date. */
  lastDay: string | null;
  /** Whole UTC days from today to that day; negative is past. */
  days: number | null;
  /** Sentinel lists the type in `expiredIds`. */
  isListed: boolean;
  /** Sentinel lists the type, or the newest document's last day is past. */
  isExpired: boolean;
}

/**
 * The last day of the newest document of a type: the latest readable date. An older document was replaced by the newest
 * one and says nothing more. A document is good through its last day.
 */
export function newestLastDay(documents: readonly Dated[], type: string): string | null {
  const days = documents.flatMap((one) =>
    one.type === type && one.dateOfExpiry !== null && isDay(one.dateOfExpiry) ? [one.dateOfExpiry] : [],
  );
  return days.sort().at(-1) ?? null;
}

/** Every type that the customer has a document of, or that Sentinel lists: listed types first, in the order given. */
export function documentExpiries({ documents, expiredDocuments }: ExpiryFacts, now: Date): DocumentExpiry[] {
  const listed = new Set(expiredDocuments);
  const types = new Set([...expiredDocuments, ...documents.map(({ type }) => type)]);
  return [...types].map((type) => expiryOf(type, newestLastDay(documents, type), listed.has(type), now));
}

/** One type: the newest document's last day, and whether Sentinel lists the type. */
export function expiryOf(type: string, lastDay: string | null, isListed: boolean, now: Date): DocumentExpiry {
  const days = daysUntil(lastDay, now);
  return { type, lastDay, days, isListed, isExpired: isListed || (days !== null && days < 0) };
}

/** Whether a document's last day is today or within so many days, and nothing says that the document has expired. */
export function expiresWithin({ days, isExpired }: DocumentExpiry, within: number): boolean {
  return !isExpired && days !== null && days <= within;
}

/** Sentinel lists the type as expired, and the date says that it is good until then; `null` when they agree. */
export function disputedDay({ isListed, lastDay, days }: DocumentExpiry): string | null {
  return isListed && days !== null && days >= 0 ? lastDay : null;
}

/** Whether a newer document of the same type stands beside this one. Of equal dates the first one counts. */
export function isReplaced(document: Dated, documents: readonly Dated[]): boolean {
  if (document.dateOfExpiry === null || !isDay(document.dateOfExpiry)) return false;
  const newest = newestLastDay(documents, document.type);
  return document !== documents.find(({ type, dateOfExpiry }) => type === document.type && dateOfExpiry === newest);
}

/** The first day on which a document that counts expires or expired; `null` without a readable date. */
export function firstLastDay(documents: readonly DocumentSummary[]): string | null {
  const days = KNOWN_DOCUMENTS.flatMap((type) => newestLastDay(documents, type) ?? []);
  return days.sort()[0] ?? null;
}

export type Expiry =
  /** `disputed` is the day until which the date says that the document is good. */
  { kind: 'expired'; type: string; disputed: string | null } | { kind: 'expiring'; type: string; days: number };

/** The badges of a customer: what has expired, then what expires within so many days. */
export function expiries(facts: ExpiryFacts, now: Date, within = EXPIRING_WITHIN_DAYS): Expiry[] {
  const all = documentExpiries(facts, now);
  return [
    ...all
      .filter(({ isExpired }) => isExpired)
      .map((one): Expiry => ({ kind: 'expired', type: one.type, disputed: disputedDay(one) })),
    ...all.flatMap((one): Expiry[] =>
      one.days !== null && expiresWithin(one, within) ? [{ kind: 'expiring', type: one.type, days: one.days }] : [],
    ),
  ];
}

export interface ExpiryFilters {
  documentType?: readonly (KnownDocument | 'none')[] | undefined;
  expired?: true | undefined;
  expiresWithin?: number | undefined;
}

/**
 * Whether a customer fits these filters. A document type and an expiry filter mean one and the same document: a customer
 * with a good passport and an expired Emirates ID has no expired passport. Beside an expiry filter a type that Sentinel
 * lists counts as there.
 */
export function fitsExpiryFilters(facts: ExpiryFacts, filters: ExpiryFilters, now: Date): boolean {
  const { documentType, expired, expiresWithin: within } = filters;
  const isAsked = ({ type }: { type: string }) =>
    documentType === undefined || documentType.some((one) => one !== 'none' && one === type);
  const asked = documentExpiries(facts, now).filter(isAsked);
  if (expired && !asked.some(({ isExpired }) => isExpired)) return false;
  if (within !== undefined && !asked.some((one) => expiresWithin(one, within))) return false;
  if (expired || documentType === undefined) return true;
  return facts.documents.some(isAsked) || (documentType.includes('none') && facts.documents.length === 0);
}
