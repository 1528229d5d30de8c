import 'server-only';
import type { ExportColumn } from '../../contracts/search';
import { type FoundRow, toSearchRow } from './rows';

/** A customer's line, in the order of these columns. */
export function toCells(found: FoundRow, columns: readonly ExportColumn[]): string[] {
  const row = toSearchRow(found, null);
  const cells: Record<ExportColumn, () => string | null> = {
    uuid: () => row.uuid,
    status: () => row.status?.label ?? null,
    name: () => row.name,
    surname: () => row.surname,
    nationality: () => row.nationality,
    gender: () => row.gender,
    email: () => row.email,
    phoneNumber: () => row.phoneNumber,
    documents: () => row.documents.map(({ type, dateOfExpiry }) => `${type} ${dateOfExpiry ?? ''}`.trim()).join('; '),
    nextExpiry: () => row.documents.flatMap(({ dateOfExpiry }) => dateOfExpiry ?? []).sort()[0] ?? null,
    expiredDocuments: () => row.expiredDocuments.join('; '),
    faceMatch: () => faceMatch(row.documents.map(({ idMatch }) => idMatch)),
    updatedAt: () => row.updatedAt,
  };
  return columns.map((column) => cells[column]() ?? '');
}

function faceMatch(verdicts: readonly (boolean | null)[]): string {
  if (verdicts.includes(false)) return 'failed';
  return verdicts.includes(true) ? 'passed' : '';
}
