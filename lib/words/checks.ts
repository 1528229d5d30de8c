import type { CheckVerdict } from '../kyc/checks';
import type { OcrFieldName, OcrResult } from '../kyc/ocr-compare';
import { NOTHING } from './format';
import { spoken } from './language';
import { counted, formatCount, type PluralForms } from './numbers';

export type CheckName = 'liveness' | 'faceMatch' | 'classification' | 'expiry';

export interface CheckWords {
  names: Record<CheckName, string>;
  /** Verdicts of the vendor; those of an expiry, and unreadable ones, have words of their own. */
  verdicts: Record<Exclude<CheckVerdict, 'attention' | 'unreadable'>, string>;
  ocr: Record<OcrResult, string>;
  /** What OCR reads, by our names of the fields. */
  ocrFields: Record<OcrFieldName, string>;
  age: PluralForms;
  /** A score with its scale. */
  score: (score: string, most: string) => string;
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
  score: (score, most) => `${score} of ${most}`,
};

export const CHECK_WORDS = spoken({ en: ENGLISH });

/** "36 years old". */
export function ageText(years: number): string {
  return counted(years, CHECK_WORDS.age);
}

/** The scale of the liveness score, as the vendor's example has it (`docs/sentinel-contract.md`, `isLiveScore`: 98.6). */
const MOST = 100;

/**
 * "98.6 of 100", of liveness. The vendor's documents show the scale by that example alone: a number outside of it, or one up to 1, which
 * may be a share, is written as it came.
 */
export function scoreText(score: number | null): string {
  if (score === null) return NOTHING;
  const isOnScale = score === 0 || (score > 1 && score <= MOST);
  return isOnScale ? CHECK_WORDS.score(String(score), formatCount(MOST)) : String(score);
}

/** A score as it came: of the face match the vendor's documents show no scale, not even by an example. */
export function ungradedText(score: number | null): string {
  return score === null ? NOTHING : String(score);
}
