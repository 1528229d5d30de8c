import type { ExportColumn } from '../contracts/search';
import { spoken } from './language';

export type ExportColumnWords = Record<ExportColumn, string>;

export interface ExportHeadingWords {
  updatedAt: (timeZone: string) => string;
}

const ENGLISH_HEADINGS: ExportHeadingWords = { updatedAt: (timeZone) => `Updated (${timeZone})` };
const HEADINGS = spoken({ en: ENGLISH_HEADINGS });

const ENGLISH: ExportColumnWords = {
  uuid: 'Customer',
  status: 'Status',
  name: 'Name',
  surname: 'Surname',
  nationality: 'Nationality',
  gender: 'Gender',
  email: 'Email',
  phoneNumber: 'Phone',
  documents: 'Documents',
  nextExpiry: 'First expiry',
  expiredDocuments: 'Expired documents',
  faceMatch: 'Face match',
  updatedAt: 'Updated',
};

/** The columns of an export, as the dialog names them. */
export const EXPORT_LABELS: ExportColumnWords = spoken({ en: ENGLISH });

/** A column in the first line of the file. A column of moments names the time zone that they are written in. */
export function exportHeading(column: ExportColumn, timeZone: string): string {
  return column === 'updatedAt' ? HEADINGS.updatedAt(timeZone) : EXPORT_LABELS[column];
}
