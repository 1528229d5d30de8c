import type { KnownDocument } from '../kyc/document-types';
import { spoken, wordFor } from './language';

export type DocumentWords = Record<KnownDocument, string>;

const ENGLISH: DocumentWords = {
  passport: 'Passport',
  emiratesId: 'Emirates ID',
  egyptNationalId: 'Egyptian national ID',
};

const WORDS = spoken({ en: ENGLISH });

/** A document's name for people; a type that we don't know shows its raw name. */
export function documentLabel(type: string): string {
  return wordFor(type, WORDS);
}
