import type { DocumentIdentityField, IdentityField } from '../contracts/knowledge';
import { spoken } from './language';

type Field = IdentityField | DocumentIdentityField;

export interface HiddenWords {
  /** The fields that some role does not see, in sentences and in the audit log. */
  fields: Record<Field, string>;
  /** In place of a value. */
  hidden: string;
  /** A number of which the last characters are shown. */
  number: (end: string) => string;
  reveal: string;
  /** The accessible name of the button that reveals a field. `of` is the document's name, or `null`. */
  revealField: (field: string, of: string | null) => string;
  /** Names the fields of a document that are hidden together. */
  others: string;
  ocr: string;
  score: string;
}

const ENGLISH: HiddenWords = {
  fields: {
    dateOfBirth: 'Date of birth',
    isLiveScore: 'Liveness score',
    number: 'Number',
    dateOfIssue: 'Issued on',
    authority: 'Authority',
    countryOfIssue: 'Country',
    passportType: 'Type',
    placeOfIssue: 'Place of issue',
    idScore: 'Face match score',
    ocr: 'Fields read by OCR',
  },
  hidden: 'Hidden for your role',
  number: (end) => `•••• ${end}`,
  reveal: 'Reveal',
  revealField: (field, of) => (of === null ? `Reveal ${field}` : `Reveal ${field}, ${of}`),
  others: 'Other fields',
  ocr: 'The fields read by OCR are hidden for your role.',
  score: 'Hidden',
};

export const HIDDEN_WORDS = spoken({ en: ENGLISH });

/** Names of the hidden fields, for the audit log. */
export const FIELD_LABELS = HIDDEN_WORDS.fields;
