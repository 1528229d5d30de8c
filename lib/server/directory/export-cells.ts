import 'server-only';
import type { ExportColumn, SearchRow } from '../../contracts/search';
import { type FoundRow, toSearchRow } from './rows';

/** The text of each cell; `null` is an empty one. */
const CELLS: Record<ExportColumn, (row: SearchRow) => string | null> = {
  uuid: ({ uuid }) => uuid,
  status: ({ status }) => status?.label ?? null,
  name: ({ name }) => name,
  surname: ({ surname }) => surname,
  nationality: ({ nationality }) => nationality,
  gender: ({ gender }) => gender,
  email: ({ email }) => email,
  phoneNumber: ({ phoneNumber }) => phoneNumber,
  documents: ({ documents }) =>
    documents.map(({ type, dateOfExpiry }) => `${type} ${dateOfExpiry ?? ''}`.trim()).join('; '),
  nextExpiry: ({ documents }) => documents.flatMap(({ dateOfExpiry }) => dateOfExpiry ?? []).sort()[0] ?? null,
  expiredDocuments: ({ expiredDocuments }) => expiredDocuments.join('; '),
  faceMatch: ({ documents }) => faceMatch(documents.map(({ idMatch }) => idMatch)),
  updatedAt: ({ updatedAt }) => updatedAt,
};

/** A customer's line, in the order of these columns. */
export function toCells(found: FoundRow, columns: readonly ExportColumn[]): string[] {
  const row = toSearchRow(found, null);
  return columns.map((column) => CELLS[column](row) ?? '');
}

function faceMatch(verdicts: readonly (boolean | null)[]): string {
  if (verdicts.includes(false)) return 'failed';
  return verdicts.includes(true) ? 'passed' : '';
}
