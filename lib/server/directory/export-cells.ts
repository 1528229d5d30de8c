import 'server-only';
import type { DocumentSummary } from '../../contracts/customer';
import type { ExportColumn, SearchRow } from '../../contracts/search';
import { documentExpiries, firstLastDay, isReplaced } from '../../kyc/expiry';
import { type FoundRow, toSearchRow } from './rows';

/** The text of each cell; `null` is an empty one. */
const CELLS: Record<ExportColumn, (row: SearchRow, now: Date) => string | null> = {
  uuid: ({ uuid }) => uuid,
  status: ({ status }) => status?.label ?? null,
  name: ({ name }) => name,
  surname: ({ surname }) => surname,
  nationality: ({ nationality }) => nationality,
  gender: ({ gender }) => gender,
  email: ({ email }) => email,
  phoneNumber: ({ phoneNumber }) => phoneNumber,
  documents: ({ documents }) => documents.map((one) => documentText(one, documents)).join('; '),
  nextExpiry: ({ documents }) => firstLastDay(documents),
  expiredDocuments: (row, now) =>
    documentExpiries(row, now)
      .flatMap(({ type, isExpired }) => (isExpired ? [type] : []))
      .join('; '),
  faceMatch: ({ documents }) => faceMatch(documents.map(({ idMatch }) => idMatch)),
  updatedAt: ({ updatedAt }) => updatedAt,
};

/**
 * A customer's line, in the order of these columns.
 * @param now decides what has expired (`lib/kyc/expiry.ts`)
 */
export function toCells(found: FoundRow, columns: readonly ExportColumn[], now: Date): string[] {
  const row = toSearchRow(found, null);
  return columns.map((column) => CELLS[column](row, now) ?? '');
}

function documentText(document: DocumentSummary, all: readonly DocumentSummary[]): string {
  const dated = `${document.type} ${document.dateOfExpiry ?? ''}`.trim();
  return isReplaced(document, all) ? `${dated} (replaced)` : dated;
}

function faceMatch(verdicts: readonly (boolean | null)[]): string {
  if (verdicts.includes(false)) return 'failed';
  return verdicts.includes(true) ? 'passed' : '';
}
