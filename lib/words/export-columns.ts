import type { ExportColumn } from '../contracts/search';
import { spoken } from './language';

export type ExportColumnWords = Record<ExportColumn, string>;

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

/** The columns of an export, in the dialog and as the file's first line. */
export const EXPORT_LABELS: ExportColumnWords = spoken({ en: ENGLISH });
