import type { KnownDocument } from '../kyc/document-types';
import type { CustomerDocument, CustomerRow, DocumentSummary, OcrField, OpenedCustomer } from './customer';
import type { ExpiringRow, WorklistColumn } from './expiring';
import type { ExportColumn, SearchRow } from './search';

/**
 * Who may see which field of a customer: the one table. It is total over the contract, so a new field does not compile
 * until the table says who sees it. `lib/server/use-cases/customers/seen-by.ts` applies it before an answer becomes
 * JSON. `docs/access.md` shows the answers that result, field by field.
 *
 * `reader`: every role that may read customers. `identity`: the permission `identity:view`. `last-four`: the last four
 * characters for every reader, the whole value for `identity:view`.
 */
export type SeenBy = 'reader' | 'identity' | 'last-four';

type FieldsOf<T> = Exclude<keyof T, 'unreadable' | 'hidden' | 'numberEnd'>;

export const CUSTOMER_KNOWLEDGE = {
  uuid: 'reader',
  status: 'reader',
  name: 'reader',
  surname: 'reader',
  gender: 'reader',
  nationality: 'reader',
  dateOfBirth: 'identity',
  email: 'reader',
  phoneNumber: 'reader',
  isLive: 'reader',
  isLiveScore: 'identity',
  /** Each document by the table below. */
  documents: 'reader',
  createdAt: 'reader',
  updatedAt: 'reader',
  asOf: 'reader',
  row: 'reader',
  changedContact: 'reader',
} as const satisfies Record<FieldsOf<OpenedCustomer>, SeenBy>;

export const DOCUMENT_KNOWLEDGE = {
  type: 'reader',
  number: 'last-four',
  dateOfIssue: 'identity',
  dateOfExpiry: 'reader',
  authority: 'identity',
  countryOfIssue: 'identity',
  passportType: 'identity',
  placeOfIssue: 'identity',
  idMatch: 'reader',
  idScore: 'identity',
  idClassificationPassed: 'reader',
  ocr: 'identity',
} as const satisfies Record<FieldsOf<CustomerDocument>, SeenBy>;

/**
 * Lists, results, the list of expiring documents and files: a field that a reader may not see does not compile here,
 * because their use cases cut nothing but the texts of unreadable documents.
 */
export const ROW_KNOWLEDGE = {
  uuid: 'reader',
  status: 'reader',
  name: 'reader',
  surname: 'reader',
  email: 'reader',
  phoneNumber: 'reader',
  nationality: 'reader',
  gender: 'reader',
  updatedAt: 'reader',
  documents: 'reader',
  expiredDocuments: 'reader',
  // Of a document in a row.
  type: 'reader',
  dateOfExpiry: 'reader',
  idMatch: 'reader',
  // Of a result.
  matches: 'reader',
  documentMatched: 'reader',
  soundsLike: 'reader',
  // Of the list of expiring documents.
  documentType: 'reader',
  disputed: 'reader',
  days: 'reader',
  lastLink: 'reader',
  marks: 'reader',
  // Of a file.
  nextExpiry: 'reader',
  faceMatch: 'reader',
} as const satisfies Record<
  FieldsOf<CustomerRow & SearchRow & ExpiringRow & DocumentSummary> | ExportColumn | WorklistColumn,
  Extract<SeenBy, 'reader'>
>;

type HiddenIn<Table> = { [Field in keyof Table]: Table[Field] extends 'reader' ? never : Field }[keyof Table];
/** The fields of a customer that some role does not see. */
export type IdentityField = HiddenIn<typeof CUSTOMER_KNOWLEDGE>;
/** The fields of a document that some role does not see whole. */
export type DocumentIdentityField = HiddenIn<typeof DOCUMENT_KNOWLEDGE>;

function hiddenIn<Table extends Readonly<Record<string, SeenBy>>>(table: Table): HiddenIn<Table>[] {
  return Object.keys(table).filter((field): field is HiddenIn<Table> & string => table[field] !== 'reader');
}

export const IDENTITY_FIELDS = hiddenIn(CUSTOMER_KNOWLEDGE);
export const DOCUMENT_IDENTITY_FIELDS = hiddenIn(DOCUMENT_KNOWLEDGE);

/** The fields that an answer leaves out for its reader, whether or not the customer has them. */
export interface HiddenFields {
  person: readonly IdentityField[];
  documents: readonly DocumentIdentityField[];
}

/** One hidden field. `place` counts the documents of one type from 0, because a customer may have several. */
export type FieldPlace =
  | { field: IdentityField }
  | { field: DocumentIdentityField; document: { type: KnownDocument; place: number } };

/** `POST /api/customers/{uuid}/reveal`: the one field, as Sentinel holds it now. */
export interface RevealedField {
  field: IdentityField | DocumentIdentityField;
  /** `null` where Sentinel holds no value. */
  value: string | number | OcrField[] | null;
  /** The vendor's text of a value that was given and could not be read. */
  unreadable: string | null;
}
