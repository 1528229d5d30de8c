import type { ExportColumn } from '@/lib/contracts/search';

/** What people call the columns; the file's own header has the field names. */
export const EXPORT_LABELS: Record<ExportColumn, string> = {
  uuid: 'Customer id',
  status: 'Status',
  name: 'Name',
  surname: 'Surname',
  nationality: 'Nationality',
  gender: 'Gender',
  email: 'E-mail',
  phoneNumber: 'Phone',
  documents: 'Documents',
  nextExpiry: 'Next expiry',
  expiredDocuments: 'Expired documents',
  faceMatch: 'Face match',
  updatedAt: 'Updated',
};
