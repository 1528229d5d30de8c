import type { KnownDocument } from '../kyc/document-types';
import type { RowField, Unreadable } from './customer';

/**
 * The state of the directory: numbers and times, no customer's data. `off`: the operator's choice. `empty`: it holds no
 * customer yet. `filling`: it is in its first full walk, or Sentinel states many more customers than it holds, so a
 * search may miss customers. `ready`: at least one full walk is complete.
 */
export interface DirectoryStatus {
  state: 'off' | 'empty' | 'filling' | 'ready';
  /** The number of customers that a search can find. */
  covered: number;
  /** The number of customers that Sentinel states; `null` before its first answer. */
  total: number | null;
  /** When the directory last caught up with Sentinel, ISO 8601. It is the age of every search. */
  caughtUpAt: string | null;
  /** When the last full walk ended, ISO 8601. */
  walkedAt: string | null;
  /**
   * Whether the directory holds every change up to `caughtUpAt`; `false` where rows carry no `updatedAt`, or totals
   * contradict.
   */
  proven: boolean;
  /** The full walk that is under way. */
  walk: { startedAt: string; pages: number; lastPage: number | null } | null;
  /**
   * The sync's last failure; `null` once a call has worked again. `code` is one of our codes, never the vendor's text.
   */
  error: { code: string; at: string } | null;
  /** Records of Sentinel's list that could not be read or kept, and that no search finds. */
  skipped: number;
}

/** `GET /api/directory`. */
export interface DirectoryReport extends DirectoryStatus {
  /** Settings, for operators. */
  pagesPerSecond: number | null;
  concurrency: number;
  fullWalkHours: number;
  /** Whether some replica holds the sync's lock right now. */
  syncing: boolean;
}

/** How far ahead `/expiring` looks, days. */
export const EXPIRY_WINDOWS = [30, 60, 90] as const;
export type ExpiryWindow = (typeof EXPIRY_WINDOWS)[number];

export interface ExpiringParams {
  /** `expired`, or the days within which a document that has not expired does so. */
  within: 'expired' | ExpiryWindow;
  documentType?: KnownDocument | undefined;
  /** ISO 3166-1 alpha-3 as the vendor writes it; `none` for customers without one, `unreadable` for an odd one. */
  nationality?: string | undefined;
}

export const DEFAULT_EXPIRING: ExpiringParams = { within: 30 };

/**
 * `GET /api/expiring`: counts documents, not customers (a customer may have two). `totals` ignores the chosen window,
 * and the other numbers follow it. Expired means past its last day, or named in the vendor's `expiredIds`.
 */
export interface ExpiringSummary {
  totals: { expired: number; 30: number; 60: number; 90: number };
  /** The types in the chosen window, under the filter of nationality. */
  documentTypes: { type: string; count: number }[];
  /** Most first; `null` for customers without one, `unreadable` for customers whose nationality could not be read. */
  nationalities: { code: string | null; count: number }[];
  /** Weeks from their Monday, `YYYY-MM-DD`, without gaps; for `expired` the last 26 weeks. */
  weeks: { start: string; count: number }[];
  /** Expired longer ago than the first week shows, or without a readable date. */
  earlier: number;
  /** Customers of whom an expiry could not be read: no window can tell whether they belong to it. */
  unreadable: number;
  /** When the numbers were counted, ISO 8601, where a large directory keeps them; `null`: just now. */
  asOf: string | null;
  directory: DirectoryStatus;
}

export interface ExpiringRow {
  uuid: string;
  name: string | null;
  surname: string | null;
  nationality: string | null;
  /** One of our types, or an unknown name from Sentinel's `expiredIds`. */
  documentType: string;
  /** `YYYY-MM-DD`; `null` when the vendor's `expiredIds` alone names it. */
  dateOfExpiry: string | null;
  /** The day until which the date says that the document is good, where the vendor lists its type as expired. */
  disputed: string | null;
  /** Days from today; negative is past. */
  days: number | null;
  /** What could not be read of the customer, and of this document's expiry (`dateOfExpiry`). */
  unreadable?: Unreadable<RowField | 'dateOfExpiry'>[];
}

/** `GET /api/expiring/customers`: soonest first, for `expired` the latest first. */
export interface ExpiringPage {
  rows: ExpiringRow[];
  /** An opaque cursor without personal data, so it may stand in a query string. */
  next: string | null;
}

/**
 * `POST /api/customers/{uuid}/link`. The link is for the customer alone: show it once and store it nowhere. The vendor
 * makes it for the contact that it knows.
 */
export interface VerificationLink {
  link: string;
}
