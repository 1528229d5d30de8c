import type { KnownDocument } from '../kyc/document-types';
import type { CustomerRow } from './customer';
import type { DirectoryStatus } from './directory';
import type { Order, SortKey } from './list-params';

/** The kinds of what a search text holds, as the audit trail names them. */
export type TermKind = 'word' | 'email' | 'digits' | 'document-number' | 'uuid';

/** All of them combine with "and"; several values of one combine with "or". No personal data: these may stand in a URL. */
export interface SearchFilters {
  /** Codes; `none` stands for customers without one. */
  status?: (number | 'none')[] | undefined;
  nationality?: string[] | undefined;
  gender?: string[] | undefined;
  documentType?: (KnownDocument | 'none')[] | undefined;
  /** Has a document that has expired. */
  expired?: true | undefined;
  /** Has a document that expires within so many days from today (0 to 3,650) and hasn't expired. */
  expiresWithin?: number | undefined;
  /** Has a document whose portrait did not match the live face. */
  faceMatchFailed?: true | undefined;
  /** `YYYY-MM-DD`, UTC, both days included; customers without `updatedAt` are in neither. */
  updatedFrom?: string | undefined;
  updatedTo?: string | undefined;
}

/** The filters whose values are counted (`Facets`); besides them, `updated…` only narrows. */
export const FACETS = [
  'status',
  'nationality',
  'gender',
  'documentType',
  'expired',
  'expiresWithin',
  'faceMatchFailed',
] as const satisfies readonly (keyof SearchFilters)[];

/** The best match first, or one of the list's own orders. Without a text, `relevance` is newest first. */
export type SearchSort = { by: 'relevance' } | { by: SortKey; order: Order };

/** What is asked; the text never stands in a URL. */
export interface SearchQuery {
  text?: string | undefined;
  filters?: SearchFilters | undefined;
  sort?: SearchSort | undefined;
}

/** `POST /api/customers/search`. */
export interface SearchBody extends SearchQuery {
  /** `next` of the page before. */
  cursor?: string | undefined;
  /** 1 to 100; 50 unless given. */
  limit?: number | undefined;
  /**
   * Whether a whole e-mail address or phone number that the directory doesn't know is looked up at Sentinel: yes unless
   * told otherwise. Suggestions while somebody types say no.
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
  /** A document number matched: it is kept nowhere, so there is nothing to highlight. */
  documentMatched: boolean;
}

export type SearchAnswer =
  | {
      kind: 'rows';
      rows: SearchRow[];
      /**
       * The uuid of the one person whose whole e-mail address, phone number, document number or id the text is: whom
       * Enter may open without a look at the rows. `null` when there is none, or more than one, or filters were set, and
       * on later pages.
       */
      exact: string | null;
      /** Opaque, for `cursor`; `null` on the last page. */
      next: string | null;
      /** Nobody fits the text as it is written; these are similar. */
      similar: boolean;
      /**
       * Whether Sentinel was asked for a whole e-mail address or phone number that the directory didn't know: the first
       * row is its answer (one more than `limit`, then, at the most), it knows nobody either, or it could not be asked.
       * The other rows are the directory's, of people whose e-mail address or phone number only contains the text.
       */
      live: 'not-asked' | 'found' | 'nobody' | 'failed';
      /** More fit than were ranked: type more, or filter. */
      capped: boolean;
      directory: DirectoryStatus;
    }
  /** One letter fits half of everybody. */
  | { kind: 'type-more'; directory: DirectoryStatus }
  /** Without a directory only a whole e-mail address or phone number can be found. */
  | { kind: 'exact-only'; directory: DirectoryStatus };

/** `POST /api/customers/counts` (a {@link SearchQuery}). */
export interface SearchCounts {
  /**
   * What the whole query matches. `exact` is false when the text fits more people than were looked at (20,000): then
   * this and every number in `facets` is of those, so at least so many and maybe more.
   */
  total: number;
  exact: boolean;
  /** Beside each value: how many it would match together with all other filters. `null`: took too long, show none. */
  facets: Facets | null;
  directory: DirectoryStatus;
}

export interface Facets {
  /** `value: null` stands for customers without one (`none` as a filter). Most first. */
  status: { value: number | null; label: string; count: number }[];
  nationality: { value: string | null; count: number }[];
  gender: { value: string | null; count: number }[];
  documentType: { value: KnownDocument | null; count: number }[];
  expired: number;
  expiresWithin: { 30: number; 60: number; 90: number };
  faceMatchFailed: number;
}

/** `POST /api/customers/neighbours`: the same query that made the result, and where one stands in it. */
export interface NeighboursBody extends SearchQuery {
  uuid: string;
}

export interface Neighbours {
  previous: string | null;
  next: string | null;
  /** Whether the customer is (still) in the result at all; then both are `null` when not. */
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
 * `POST /api/customers/export`: `text/csv`, streamed. `x-export-rows` tells how many rows are coming (the smaller of what
 * matches and of the limit; a file with fewer has broken off), `x-export-matches` how many match.
 */
export interface ExportBody extends SearchQuery {
  /** At least one, each once. */
  columns: ExportColumn[];
}
