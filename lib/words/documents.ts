import { KNOWN_DOCUMENTS, type KnownDocument } from '../kyc/document-types';

const DOCUMENT_LABELS: Record<KnownDocument, string> = {
  passport: 'Passport',
  emiratesId: 'Emirates ID',
  egyptNationalId: 'Egyptian national ID',
};

/** A document's name for people; a type that we don't know shows its raw name. */
export function documentLabel(type: string): string {
  const known = KNOWN_DOCUMENTS.find((one) => one === type);
  return known === undefined ? type : DOCUMENT_LABELS[known];
}
