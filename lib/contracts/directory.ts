import type { KnownDocument } from '../kyc/document-types';

/**
 * How the directory stands: numbers and times, nobody's data. `off` is the operator's choice; `empty` has met nobody
 * yet; `filling` is in its first full walk, so that a search may miss people; `ready` has been all the way through once.
 */
export interface DirectoryStatus {
  state: 'off' | 'empty' | 'filling' | 'ready';
  /** Customers that a search can find. */
  covered: number;
  /** How many Sentinel says there are; `null` before the first answer. */
  total: number | null;
  /** When the newest change at Sentinel was last caught up with, ISO 8601: the age of every search. */
  caughtUpAt: string | null;
  /** When the last full walk ended, ISO 8601. */
  walkedAt: string | null;
  /** Whether every change up to `caughtUpAt` is in it; `false` where rows carry no `updatedAt`, or totals contradict. */
  proven: boolean;
  /** A full walk that is under way. */
  walk: { startedAt: string; pages: number; lastPage: number | null } | null;
  /** The sync's last failure; `null` once a call has worked again. `code` is one of ours, never the vendor's words. */
  error: { code: string; at: string } | null;
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
  /** ISO 3166-1 alpha-3 as the vendor writes it; `none` for customers without one. */
  nationality?: string | undefined;
}

export const DEFAULT_EXPIRING: ExpiringParams = { within: 30 };

/**
 * `GET /api/expiring`: documents, not customers (somebody may have two). `totals` ignores the chosen window, the rest
 * goes by it. Expired means past its last day, or called so by the vendor in `expiredIds`.
 */
export interface ExpiringSummary {
  totals: { expired: number; 30: number; 60: number; 90: number };
  /** Of the chosen window, in its other filter. */
  documentTypes: { type: string; count: number }[];
  /** Most first; `null` for customers without one. */
  nationalities: { code: string | null; count: number }[];
  /** Weeks from their Monday, `YYYY-MM-DD`, without gaps; for `expired` the last 26 weeks. */
  weeks: { start: string; count: number }[];
  /** Expired longer ago than the first week shows, or without a readable date. */
  earlier: number;
  directory: DirectoryStatus;
}

export interface ExpiringRow {
  uuid: string;
  name: string | null;
  surname: string | null;
  nationality: string | null;
  /** One of our types, or a name in Sentinel's `expiredIds` that we don't know. */
  documentType: string;
  /** `YYYY-MM-DD`; `null` when only the vendor's word says that it has expired. */
  dateOfExpiry: string | null;
  /** Days from today; negative is past. */
  days: number | null;
}

/** `GET /api/expiring/customers`: soonest first, for `expired` the latest first. */
export interface ExpiringPage {
  rows: ExpiringRow[];
  /** Opaque; holds no personal data, so it may stand in a query string. */
  next: string | null;
}

/**
 * `POST /api/customers/{uuid}/link`. The link is for the customer alone: show it once, keep it nowhere. It goes to the
 * contact that Sentinel knows.
 */
export interface VerificationLink {
  link: string;
}
