import 'server-only';
import type { DocumentField, DocumentSummary } from '../../contracts/customer';
import type { ExportColumn, SearchRow } from '../../contracts/search';
import { documentExpiries, firstLastDay, isReplaced } from '../../kyc/expiry';
import { unreadableDocuments, unreadableText } from '../../words/unreadable';
import { type FoundRow, toSearchRow } from './rows';

export interface CellStyle {
  /** Decides what has expired (`lib/kyc/expiry.ts`). */
  now: Date;
  /** Writes a moment in the reader's time zone. */
  moment: (text: string) => string;
}

/** The text of each cell; `null` is an empty one. */
const CELLS: Record<ExportColumn, (row: SearchRow, style: CellStyle) => string | null> = {
  uuid: ({ uuid }) => uuid,
  status: (row) => row.status?.label ?? unreadableText(row, 'status'),
  name: (row) => row.name ?? unreadableText(row, 'name'),
  surname: (row) => row.surname ?? unreadableText(row, 'surname'),
  nationality: (row) => row.nationality ?? unreadableText(row, 'nationality'),
  gender: (row) => row.gender ?? unreadableText(row, 'gender'),
  email: (row) => row.email ?? unreadableText(row, 'email'),
  phoneNumber: (row) => row.phoneNumber ?? unreadableText(row, 'phoneNumber'),
  documents: (row) =>
    [...row.documents.map((one) => documentText(one, row.documents)), ...unreadableDocuments(row)].join('; '),
  nextExpiry: ({ documents }) =>
    [firstLastDay(documents), ...unreadableOf(documents, 'dateOfExpiry')].filter(isText).join('; '),
  expiredDocuments: (row, { now }) =>
    [
      ...documentExpiries(row, now).flatMap(({ type, isExpired }) => (isExpired ? [type] : [])),
      unreadableText(row, 'expiredDocuments'),
    ]
      .filter(isText)
      .join('; '),
  faceMatch: ({ documents }) =>
    [faceMatch(documents.map(({ idMatch }) => idMatch)), ...unreadableOf(documents, 'idMatch')]
      .filter(isText)
      .join('; '),
  updatedAt: (row, { moment }) => (row.updatedAt === null ? unreadableText(row, 'updatedAt') : moment(row.updatedAt)),
};

/** A customer's line, in the order of these columns. */
export function toCells(found: FoundRow, columns: readonly ExportColumn[], style: CellStyle): string[] {
  const row = toSearchRow(found, null);
  return columns.map((column) => CELLS[column](row, style) ?? '');
}

function documentText(document: DocumentSummary, all: readonly DocumentSummary[]): string {
  const dated = `${document.type} ${document.dateOfExpiry ?? unreadableText(document, 'dateOfExpiry') ?? ''}`.trim();
  return isReplaced(document, all) ? `${dated} (replaced)` : dated;
}

/** Texts of what could not be read, beside the values that could: a failed face match must not hide an odd one. */
function unreadableOf(documents: readonly DocumentSummary[], field: DocumentField): string[] {
  return documents.flatMap((document) => unreadableText(document, field) ?? []);
}

function isText(text: string | null): text is string {
  return text !== null && text !== '';
}

function faceMatch(verdicts: readonly (boolean | null)[]): string {
  if (verdicts.includes(false)) return 'failed';
  return verdicts.includes(true) ? 'passed' : '';
}
