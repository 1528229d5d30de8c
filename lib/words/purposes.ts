import type { DefaultPurpose } from '../contracts/purpose';
import { spoken, wordFor } from './language';
import { formatCount } from './numbers';

export type PurposeWords = Record<DefaultPurpose, string>;

const ENGLISH: PurposeWords = {
  'customer-request': 'Request of the customer',
  'document-review': 'Review of documents',
  'fraud-check': 'Suspicion of fraud',
  regulator: 'Request of a regulator',
  other: 'Other',
};

/** The desk's own purposes. */
export const PURPOSE_LABELS: PurposeWords = spoken({ en: ENGLISH });

/** A purpose for people. One that the operator has named is shown as it is written. */
export function purposeLabel(purpose: string): string {
  return wordFor(purpose, PURPOSE_LABELS);
}

export interface PurposeFormWords {
  title: string;
  description: (minutes: number) => string;
  purpose: string;
  choose: string;
  missing: string;
  sentence: string;
  about: string;
  short: (least: number) => string;
  /** The sentence seems to hold an e-mail address, a phone number or a document number. */
  personal: string;
  go: string;
  cancel: string;
}

const ENGLISH_FORM: PurposeFormWords = {
  title: 'What is this for?',
  description: (minutes) =>
    `The purpose is recorded. It is remembered for this customer for ${formatCount(minutes)} minutes.`,
  purpose: 'Purpose',
  choose: 'Choose a purpose',
  missing: 'Choose a purpose.',
  sentence: 'In a sentence',
  about: 'The sentence is kept in the audit log: no names, addresses or numbers of a customer.',
  short: (least) => `Write a sentence of ${formatCount(least)} characters or more.`,
  personal: 'This looks like an e-mail address, a phone number or a document number. The audit log keeps it for good.',
  go: 'Continue',
  cancel: 'Cancel',
};

export const PURPOSE_WORDS = spoken({ en: ENGLISH_FORM });
