import type { KnownDocument } from '../kyc/document-types';
import { daysBetween, isFilterDay } from '../writing/days';
import type { RowField, Status, Unreadable } from './customer';
import type { DirectoryStatus } from './directory';
import type { Order } from './list-params';

/** What the Expiring page and its routes say to each other. */

/** How far ahead `/expiring` looks, days. */
export const EXPIRY_WINDOWS = [30, 60, 90] as const;

/** The windows that are counted beside each other, in the order in which the page offers them. */
export const COUNTED_WINDOWS = ['expired', 'this-month', 'next-month', ...EXPIRY_WINDOWS] as const;
export type CountedWindow = (typeof COUNTED_WINDOWS)[number];

/** A window of chosen days holds so many of them at the most: longer ones are read from the table, row by row. */
export const MOST_WINDOW_DAYS = 366;

/** The orders of the page. All but `lastDay` gather the documents first, and so take a choice of few enough. */
export const EXPIRING_SORTS = ['lastDay', 'name', 'nationality', 'status'] as const;
export type ExpiringSort = (typeof EXPIRING_SORTS)[number];

/** So many documents are put into another order than that of their last days. */
export const MOST_SORTED = 20_000;

export interface ExpiringWindow {
  /**
   * `expired`; a number: the days within which a document that has not expired does so; a month of UTC: every document
   * whose last day lies in it, expired or not; `days`: the same for the days from `from` to `to`.
   */
  within: CountedWindow | 'days';
  /** `YYYY-MM-DD`, both included, with `days` alone. */
  from?: string | undefined;
  to?: string | undefined;
}

/** Whether routes take a window: chosen days need both ends and are few enough, and no other window has ends. */
export function isWindow({ within, from, to }: ExpiringWindow): boolean {
  if (within !== 'days') return from === undefined && to === undefined;
  if (from === undefined || to === undefined || !isFilterDay(from) || !isFilterDay(to)) return false;
  const days = daysBetween(from, to);
  return days >= 0 && days < MOST_WINDOW_DAYS;
}

/** A status as filters name it. */
export type StatusChoice = number | 'none' | 'unreadable';

export interface ExpiringParams extends ExpiringWindow {
  documentType?: KnownDocument | undefined;
  /** ISO 3166-1 alpha-3 as the vendor writes it; `none` for customers without one, `unreadable` for an odd one. */
  nationality?: string | undefined;
  /** A code; `none` for customers without a status, `unreadable` for an odd one. */
  status?: StatusChoice | undefined;
  /** Leaves out documents that are marked as done, for the reader or for all. */
  open?: true | undefined;
  /** By default the last day: soonest first, for `expired` the latest first. */
  sortBy?: ExpiringSort | undefined;
  order?: Order | undefined;
}

export const DEFAULT_EXPIRING: ExpiringParams = { within: 30 };

/**
 * `GET /api/expiring`: counts documents, not customers (a customer may have two). `totals` ignores the chosen window,
 * and the other numbers follow it; marks count for none. Expired means past its last day, or named in the vendor's
 * `expiredIds`.
 */
export interface ExpiringSummary {
  totals: Record<CountedWindow, number>;
  /** How many documents the chosen days hold; `null` for another window. */
  chosen: number | null;
  /** The types in the chosen window, under the other filters; so the next two. */
  documentTypes: { type: string; count: number }[];
  /** Most first; `null` for customers without one, `unreadable` for customers whose nationality could not be read. */
  nationalities: { code: string | null; count: number }[];
  /** Most first; `value: null` for customers without a status. */
  statuses: { value: number | 'unreadable' | null; label: string; count: number }[];
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

/** For whom a document is done: for the person who marked it, or for everybody. */
export const MARKED_FOR = ['me', 'all'] as const;
export type MarkedFor = (typeof MARKED_FOR)[number];

/** A document that somebody has marked as done. It lapses when the document's last day changes. */
export interface ExpiringMark {
  for: MarkedFor;
  /** The colleague's name. */
  by: string;
  /** ISO 8601. */
  at: string;
  word: string | null;
}

/** The last verification link of a customer, as the audit trail has it. */
export interface LastLink {
  /** The colleague's name; `null` where the desk no longer knows it. */
  by: string | null;
  /** ISO 8601. */
  at: string;
}

export interface ExpiringRow {
  uuid: string;
  name: string | null;
  surname: string | null;
  nationality: string | null;
  status: Status | null;
  email: string | null;
  phoneNumber: string | null;
  /** One of our types, or an unknown name from Sentinel's `expiredIds`. */
  documentType: string;
  /** `YYYY-MM-DD`; `null` when the vendor's `expiredIds` alone names it. */
  dateOfExpiry: string | null;
  /** The day until which the date says that the document is good, where the vendor lists its type as expired. */
  disputed: string | null;
  /** Days from today; negative is past. */
  days: number | null;
  /** `null`: the trail holds none. */
  lastLink: LastLink | null;
  /** The reader's own mark, and those for all. */
  marks: ExpiringMark[];
  /** What could not be read of the customer, and of this document's expiry (`dateOfExpiry`). */
  unreadable?: Unreadable<RowField | 'dateOfExpiry'>[];
}

/** `GET /api/expiring/customers`. */
export interface ExpiringPage {
  rows: ExpiringRow[];
  /** An opaque cursor without personal data, so it may stand in a query string. */
  next: string | null;
}

/** The longest word of a mark, characters. */
export const MARK_WORD_MOST = 80;
/** So many documents are marked by one call. */
export const MOST_MARKED = 100;

/** A document as a mark names it: a mark holds for this last day alone. */
export interface MarkedDocument {
  uuid: string;
  documentType: string;
  /** The last day by the document's own date (`dateOfExpiry`, else `disputed`). */
  lastDay: string | null;
}

/** `POST /api/expiring/marks`. Takes a mark away again with `done: false`. */
export interface MarkBody {
  documents: MarkedDocument[];
  for: MarkedFor;
  done: boolean;
  word?: string | undefined;
}

/** How many documents were marked, or whose mark was taken away: fewer than asked where the document has changed. */
export interface MarkAnswer {
  marked: number;
}

/** The columns of the worklist's file, in the order in which they are written. */
export const WORKLIST_COLUMNS = [
  'uuid',
  'name',
  'surname',
  'documentType',
  'dateOfExpiry',
  'status',
  'nationality',
  'email',
  'phoneNumber',
  'lastLink',
] as const;
export type WorklistColumn = (typeof WORKLIST_COLUMNS)[number];
