import type { ExpiringRow, WorklistColumn } from '../contracts/expiring';
import { WORKLIST_COLUMNS } from '../contracts/expiring';
import { disputedText } from './expiry';
import { EXPORT_LABELS } from './export-columns';
import { spoken } from './language';
import { unreadableText } from './unreadable';

/** The worklist as a file: its headings and cells. Codes stay as the vendor writes them, for programs that read the file. */
export interface WorklistFileWords {
  columns: Record<WorklistColumn, string>;
  lastLink: (timeZone: string) => string;
}

const ENGLISH: WorklistFileWords = {
  columns: { ...EXPORT_LABELS, documentType: 'Document', dateOfExpiry: 'Last day', lastLink: 'Last link' },
  lastLink: (timeZone) => `Last link (${timeZone})`,
};

const WORDS = spoken({ en: ENGLISH });
export const { columns: WORKLIST_LABELS } = WORDS;

/** A column of moments names the time zone that they are written in. */
export function worklistHeading(column: WorklistColumn, timeZone: string): string {
  return column === 'lastLink' ? WORDS.lastLink(timeZone) : WORKLIST_LABELS[column];
}

/** @param moment writes an ISO 8601 moment in the reader's time zone */
export function csvCells(row: ExpiringRow, moment: (text: string) => string): string[] {
  const cells: Record<WorklistColumn, string | null> = {
    uuid: row.uuid,
    name: row.name ?? unreadableText(row, 'name'),
    surname: row.surname ?? unreadableText(row, 'surname'),
    documentType: row.documentType,
    dateOfExpiry: row.dateOfExpiry ?? disputedText(row.disputed) ?? unreadableText(row, 'dateOfExpiry'),
    status: row.status?.label ?? unreadableText(row, 'status'),
    nationality: row.nationality ?? unreadableText(row, 'nationality'),
    email: row.email ?? unreadableText(row, 'email'),
    phoneNumber: row.phoneNumber ?? unreadableText(row, 'phoneNumber'),
    lastLink: row.lastLink === null ? null : moment(row.lastLink.at),
  };
  return WORKLIST_COLUMNS.map((column) => cells[column] ?? '');
}
