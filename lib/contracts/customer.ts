import type { KnownDocument } from '../kyc/document-types';
import type { HiddenFields } from './knowledge';

/**
 * A customer as the browser gets it. Every field but `uuid` may be missing (`null`), because the vendor's examples
 * differ from call to call. A missing value is shown as "—", never guessed.
 *
 * A value that the vendor gave and that has no single meaning is `null` as well, and stands in `unreadable`
 * (`docs/odd-values.md`). A record of which everything could be read has no `unreadable`.
 */

/** A value that was given and could not be read. */
export interface Unreadable<Field extends string = string> {
  field: Field;
  /** The vendor's text or compact JSON, clipped and without control characters; empty where it may not be shown. */
  given: string;
}

export type Tone = 'neutral' | 'attention' | 'good' | 'bad';

/** A status code with the label that the operator configured, or `Status 6`. No rule depends on the number. */
export interface Status {
  code: number;
  label: string;
  tone: Tone;
}

export interface DocumentSummary {
  type: KnownDocument;
  /** `YYYY-MM-DD`, a UTC calendar day. */
  dateOfExpiry: string | null;
  /** Whether the live face matched the portrait. */
  idMatch: boolean | null;
  unreadable?: Unreadable<DocumentField>[];
}

/** The fields of a document that may be unreadable. */
export type DocumentField =
  | 'number'
  | 'dateOfIssue'
  | 'dateOfExpiry'
  | 'authority'
  | 'countryOfIssue'
  | 'passportType'
  | 'placeOfIssue'
  | 'idMatch'
  | 'idScore'
  | 'idClassificationPassed';

/** The fields of a list row that may be unreadable. A type of document stands for one that is no record at all. */
export type RowField =
  | 'status'
  | 'name'
  | 'surname'
  | 'email'
  | 'phoneNumber'
  | 'nationality'
  | 'gender'
  | 'updatedAt'
  | 'expiredDocuments'
  | KnownDocument;

export type CustomerField = RowField | 'dateOfBirth' | 'isLive' | 'isLiveScore' | 'createdAt';

export interface CustomerRow {
  uuid: string;
  status: Status | null;
  name: string | null;
  surname: string | null;
  email: string | null;
  /** E.164 in every example of the vendor. Shown as it comes. */
  phoneNumber: string | null;
  /** ISO 3166-1 alpha-3; may be absent from a list row. */
  nationality: string | null;
  gender: string | null;
  /** ISO 8601; may be absent from a list row. */
  updatedAt: string | null;
  documents: DocumentSummary[];
  /**
   * The documents that the vendor calls expired: each {@link KnownDocument} under our key for all its spellings, other
   * names as they came.
   */
  expiredDocuments: string[];
  unreadable?: Unreadable<RowField>[];
}

export interface CustomerPage {
  rows: CustomerRow[];
  page: number;
  perPage: number;
  total: number;
  lastPage: number;
  /** Records of this page that could not be read: without a usable uuid no row can name its customer. */
  skipped: number;
  /** When Sentinel answered, ISO 8601; for rows of the directory, when it last caught up with Sentinel. */
  asOf: string;
  /**
   * The rows are the directory's, because Sentinel has not answered. `asked`: in the order that was asked for. `newest`:
   * newest first in its place, because only Sentinel knows its order. `none`: the directory knows no order of them.
   */
  known?: 'asked' | 'newest' | 'none';
}

/** One field as OCR read it. The vendor's keys vary. Values are printed, never interpreted as markup. */
export interface OcrField {
  key: string;
  value: string;
}

export interface CustomerDocument extends DocumentSummary {
  number: string | null;
  /** The last four letters or digits of a number that is hidden from this reader (`numberEndOf`). */
  numberEnd?: string;
  dateOfIssue: string | null;
  authority: string | null;
  countryOfIssue: string | null;
  passportType: string | null;
  placeOfIssue: string | null;
  /** Face-match confidence, as the vendor gave it. */
  idScore: number | null;
  idClassificationPassed: boolean | null;
  ocr: OcrField[];
}

export interface Customer {
  uuid: string;
  status: Status | null;
  name: string | null;
  surname: string | null;
  gender: string | null;
  nationality: string | null;
  dateOfBirth: string | null;
  email: string | null;
  phoneNumber: string | null;
  isLive: boolean | null;
  /** 0-100 in the vendor's example. */
  isLiveScore: number | null;
  documents: CustomerDocument[];
  createdAt: string | null;
  updatedAt: string | null;
  unreadable?: Unreadable<CustomerField>[];
  /** When Sentinel answered, ISO 8601. */
  asOf: string;
}

/** What the directory knows of one customer while Sentinel does not answer. */
export interface KnownRecord {
  row: CustomerRow;
  /** When the directory last caught up with Sentinel, ISO 8601. */
  asOf: string;
}

/** `GET /api/customers/{uuid}`. */
export interface OpenedCustomer extends Customer {
  /** The fields that this answer leaves out for its reader (`knowledge.ts`); `null` for one who sees all. */
  hidden: HiddenFields | null;
  /**
   * The customer's row as the directory holds it, with this answer taken in: what lists, filters and exports say of the
   * customer. Sentinel's answer for one customer leaves fields out that its list gives. `null` without a directory, or
   * where the directory has not met the customer.
   */
  row: CustomerRow | null;
  /** The contact fields that differ from what the directory held before this answer. */
  changedContact: ('email' | 'phoneNumber')[];
}
