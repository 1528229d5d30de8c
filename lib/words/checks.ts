import type { CheckVerdict } from '../kyc/checks';
import type { OcrFieldName, OcrResult } from '../kyc/ocr-compare';
import { spoken } from './language';
import { counted, type PluralForms } from './numbers';

export type CheckName = 'liveness' | 'faceMatch' | 'classification' | 'expiry';

export interface CheckWords {
  names: Record<CheckName, string>;
  /** Verdicts of the vendor; those of an expiry, and unreadable ones, have words of their own. */
  verdicts: Record<Exclude<CheckVerdict, 'attention' | 'unreadable'>, string>;
  ocr: Record<OcrResult, string>;
  /** What OCR reads, by our names of the fields. */
  ocrFields: Record<OcrFieldName, string>;
  age: PluralForms;
}

const ENGLISH: CheckWords = {
  names: { liveness: 'Liveness', faceMatch: 'Face match', classification: 'Classification', expiry: 'Expiry' },
  verdicts: { passed: 'Passed', failed: 'Failed', 'not-given': 'Not given' },
  ocr: { same: 'Same', different: 'Different', 'only-ocr': 'OCR only', 'not-read': 'Not read' },
  ocrFields: {
    number: 'Number',
    name: 'Name',
    surname: 'Surname',
    fullName: 'Full name',
    dateOfBirth: 'Date of birth',
    gender: 'Gender',
    nationality: 'Nationality',
    issuedOn: 'Issued on',
    expiresOn: 'Expires on',
    countryOfIssue: 'Country of issue',
    authority: 'Authority',
    placeOfIssue: 'Place of issue',
    passportType: 'Passport type',
  },
  age: { one: '# year old', other: '# years old' },
};

export const CHECK_WORDS = spoken({ en: ENGLISH });

/** "36 years old". */
export function ageText(years: number): string {
  return counted(years, CHECK_WORDS.age);
}
