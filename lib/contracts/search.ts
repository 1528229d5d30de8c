import type { KnownDocument } from '../kyc/document-types';
import type { CoverageGap } from './coverage';
import type { CustomerRow } from './customer';
import type { DirectoryStatus } from './directory';
import type { Order, SortKey } from './list-params';
import type { GivenPurpose } from './purpose';

/** The kinds of terms in a search text, as the audit trail names them. */
export type TermKind = 'word' | 'email' | 'digits' | 'document-number' | 'uuid';

/**
 * Filters combine with "and", and several values of one filter with "or". They hold no personal data, so they may stand
 * in a URL.
 */
export interface SearchFilters {
  /**
   * Codes. In this and the next two filters `none` stands for customers without a value, and `unreadable` for customers
   * whose value could not be read (`docs/odd-values.md`).
   */
  status?: (number | 'none' | 'unreadable')[] | undefined;
  nationality?: string[] | undefined;
  gender?: string[] | undefined;
  documentType?: (KnownDocument | 'none')[] | undefined;
  /** Customers with documents of two types or more; a newer passport is no second type. */
  severalDocuments?: true | undefined;
  /** Customers with an expired document. */
  expired?: true | undefined;
  /** Customers with a document that has not expired and will within so many days from today (0 to 3,650). */
  expiresWithin?: number | undefined;
  /** Customers with a document whose portrait did not match the live face. */
  faceMatchFailed?: true | undefined;
  /** Customers of whom an expiry, or Sentinel's list of expired documents, could not be read. */
  expiryUnreadable?: true | undefined;
  /** Customers of whom a document's face match could not be read. */
  faceMatchUnreadable?: true | undefined;
  /** `YYYY-MM-DD`, days in `SearchQuery.timeZone`, both included; customers without `updatedAt` are in neither. */
  updatedFrom?: string | undefined;
  updatedTo?: string | undefined;
}

/** The filters whose values are counted (`Facets`); besides them, `updated…` only narrows. */
export const FACETS = [
  'status',
  'nationality',
  'gender',
  'documentType',
  'severalDocuments',
  'expired',
  'expiresWithin',
  'faceMatchFailed',
  'expiryUnreadable',
  'faceMatchUnreadable',
] as const satisfies readonly (keyof SearchFilters)[];

/** The best match first, or one of the list's orders. Without a text, `relevance` is newest first. */
export type SearchSort = { by: 'relevance' } | { by: SortKey; order: Order };

/** A search text and filters. The text never stands in a URL. */
export interface SearchQuery {
  text?: string | undefined;
  filters?: SearchFilters | undefined;
  sort?: SearchSort | undefined;
  /**
   * The reader's time zone, an IANA name such as `Asia/Dubai`; `UTC` by default. The days of `updatedFrom` and
   * `updatedTo` are days there, and an export writes its moments there. It never stands in an address: a link that is
   * sent on shows each reader their own days.
   */
  timeZone?: string | undefined;
}

/** `POST /api/customers/search`. */
export interface SearchBody extends SearchQuery {
  /** `next` of the page before. */
  cursor?: string | undefined;
  /** 1 to 100; 50 by default. */
  limit?: number | undefined;
  /**
   * Whether to look up, at Sentinel, a whole e-mail address or phone number that the directory does not know; `true` by
   * default. Suggestions during typing send `false`.
   */
  live?: boolean | undefined;
}

export const MAX_SEARCH_TEXT = 200;
export const MAX_SEARCH_LIMIT = 100;

/** A place in a row's own text, in UTF-16 units, to be highlighted. */
export interface TextMatch {
  field: 'name' | 'surname' | 'email' | 'phoneNumber';
  start: number;
  length: number;
}

export interface SearchRow extends CustomerRow {
  matches: TextMatch[];
  /** A document number matched. The desk keeps no document numbers, so there is no text to highlight. */
  documentMatched: boolean;
  /** The name isn't written like the text, and sounds like it (`docs/searching-names.md`). Such rows stand last. */
  soundsLike: boolean;
}

export type SearchAnswer =
  | {
      kind: 'rows';
      rows: SearchRow[];
      /**
       * The uuid of the only customer whose whole e-mail address, phone number, document number or id is the text.
       * Enter may open that customer at once. `null` for no such customer, or several, or with filters, or on a later
       * page.
       */
      exact: string | null;
      /** Opaque, for `cursor`; `null` on the last page. */
      next: string | null;
      /** No customer matches the text as written, and the rows have similar names. */
      similar: boolean;
      /**
       * Whether Sentinel was asked for a whole e-mail address or phone number that the directory did not know. `found`:
       * the first row is its answer, so a page may have one row more than `limit`. `nobody`: it knows no such customer.
       * `failed`: it gave no answer. `waiting`: it is being asked, and the answer follows. The other rows come from the directory, and their e-mail address or phone number
       * only contains the text.
       */
      live: 'not-asked' | 'waiting' | 'found' | 'nobody' | 'failed';
      /** More customers match than were ranked, so the person should type more or filter. */
      capped: boolean;
      /** Whether the text says a name, so that names that sound alike were looked for too. */
      spoken: boolean;
      directory: DirectoryStatus;
    }
  /** One letter matches half of all customers. */
  | { kind: 'type-more'; directory: DirectoryStatus }
  /** Without a directory only a whole e-mail address or phone number can be found. */
  | { kind: 'exact-only'; directory: DirectoryStatus };

/** `POST /api/customers/counts` (a {@link SearchQuery}). */
export interface SearchCounts {
  /**
   * How many customers the whole query matches. `exact` is false when more customers match the text, or were updated on
   * the days, than were looked at (20,000 and 50,000). Then this number and every number in `facets` are lower bounds.
   */
  total: number;
  exact: boolean;
  /**
   * How many customers each value would match together with all other filters. `null`: counting took too long, so show
   * none.
   */
  facets: Facets | null;
  /**
   * How many more customers have a name that sounds like the text; they are in no other number here. 201 stands for more
   * than 200. `null` when that was not counted, because more than 500 match as written or the count took too long.
   */
  alike: number | null;
  /** When the numbers were counted, ISO 8601, where a large directory keeps them; `null`: just now. */
  asOf: string | null;
  directory: DirectoryStatus;
}

export interface Facets {
  /**
   * `value: null` stands for customers without one (`none` as a filter), and `unreadable`, in the next two as well, for
   * customers whose value could not be read. Most first.
   */
  status: { value: number | 'unreadable' | null; label: string; count: number }[];
  nationality: { value: string | null; count: number }[];
  gender: { value: string | null; count: number }[];
  documentType: { value: KnownDocument | null; count: number }[];
  severalDocuments: number;
  expired: number;
  expiresWithin: { 30: number; 60: number; 90: number };
  faceMatchFailed: number;
  expiryUnreadable: number;
  faceMatchUnreadable: number;
}

/** `POST /api/customers/neighbours`: the query of a result, and one customer in it. */
export interface NeighboursBody extends SearchQuery {
  uuid: string;
}

export interface Neighbours {
  previous: string | null;
  next: string | null;
  /** Whether the customer is still in the result. If not, both neighbours are `null`. */
  found: boolean;
}

/** The columns an export may have, in the order in which they are written. */
export const EXPORT_COLUMNS = [
  'uuid',
  'status',
  'name',
  'surname',
  'nationality',
  'gender',
  'email',
  'phoneNumber',
  'documents',
  'nextExpiry',
  'expiredDocuments',
  'faceMatch',
  'updatedAt',
] as const;
export type ExportColumn = (typeof EXPORT_COLUMNS)[number];

/**
 * `POST /api/customers/export`: `text/csv`, streamed. `x-export-rows` is the number of rows to come: the number of
 * matches, or the limit if that is smaller. A file with fewer rows has broken off. `x-export-matches` is the number of
 * matches.
 */
export interface ExportBody extends SearchQuery {
  /** At least one, each once. */
  columns: ExportColumn[];
  /**
   * What the file may lack. Where it would lack anything else, the answer is `export_incomplete` with the coverage, and
   * no file.
   */
  accepts?: CoverageGap[] | undefined;
  /** What the file is for. Without it the answer is `purpose_required`. */
  why?: GivenPurpose | undefined;
}
