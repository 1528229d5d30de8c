import type { FaultPlan } from '../control/fault-plan.ts';

export type Fields = Record<string, unknown>;

/** A document as call 1 shows it. Image fields hold a pool reference, a data URI or null. */
export type DocumentRecord = Fields;

export const DOCUMENT_KINDS = ['passport', 'emiratesId', 'egyptNationalId'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** One customer as the sandbox keeps it; what a vendor call shows of it is decided in vendor/shape.ts. */
export interface CustomerRecord {
  id: number;
  uuid: string;
  status: number;
  name: string | null;
  surname: string | null;
  gender: string | null;
  nationality: string | null;
  dateOfBirth: string | null;
  email: string | null;
  phoneNumber: string | null;
  isLive: boolean | null;
  isLiveScore: number | null;
  isLiveFaces: string[] | null;
  idFace: string | null;
  passport: DocumentRecord | null;
  emiratesId: DocumentRecord | null;
  egyptNationalId: DocumentRecord | null;
  /** Shown second in the list's `passports`, so that nobody gets away with reading `[0]` alone. */
  previousPassport: DocumentRecord | null;
  createdAt: string;
  updatedAt: string;
  /** Call 2 leaves gender, dateOfBirth, createdAt, updatedAt and OCR out for this customer, as its example does. */
  lean: boolean;
  expiredIdsSpelling: 'camel' | 'snake';
  extraExpiredIds: string[];
  /** Further top-level fields of the detail answer, such as a document type nobody announced. */
  extra: Fields;
  /** What stands in place of these fields in rows and details: values outside the contract. Keys are the wire's. */
  odd: Fields;
  /** What goes wrong when this customer is looked up. */
  quirk: FaultPlan | null;
}

export const SORT_KEYS = ['name', 'phoneNumber', 'nationality', 'gender', 'status', 'updatedAt'] as const;
export type SortKey = (typeof SORT_KEYS)[number];
export type SortOrder = 'asc' | 'desc';
