'use client';

import type { ReactNode } from 'react';
import { Highlighted, HighlightedName } from '@/components/shell/highlighted';
import { Phone } from '@/components/shell/phone';
import type { ColumnView } from '@/components/table/column-choice';
import { type TableColumns, tableColumns } from '@/components/table/table-model';
import type { CustomerRow } from '@/lib/contracts/customer';
import type { SearchFilters, SearchRow, TextMatch } from '@/lib/contracts/search';
import { EXPIRING_WITHIN_DAYS } from '@/lib/kyc/expiry';
import { SOUNDS_LIKE } from '@/lib/words/directory';
import { documentLabel } from '@/lib/words/documents';
import { failedFaceText } from '@/lib/words/filters';
import { fullName } from '@/lib/writing/names';
import { LIST_CELLS, LIST_TITLES, Missing, Text } from '../columns';
import { type ColumnId, CUSTOMER_LOOKS } from '../customer-looks';
import { DocumentsCell } from '../documents-cell';
import { NameCell } from '../name-cell';

/** The filters that a row of the result answers in a cell of its own. */
type Answered = Pick<SearchFilters, 'expiresWithin' | 'faceMatchFailed'>;

/**
 * The list's columns, with the matched text marked in the columns that a text is looked for in. A person who filters by
 * days or by a failed face match sees on each row which document it is.
 */
export function resultColumns({ expiresWithin, faceMatchFailed }: Answered): TableColumns<CustomerRow> {
  const within = Math.max(EXPIRING_WITHIN_DAYS, expiresWithin ?? 0);
  const cells = {
    ...LIST_CELLS,
    name: (row: CustomerRow) => <FoundName row={row} />,
    email: (row: CustomerRow) => marked(row, 'email'),
    phone: (row: CustomerRow) => marked(row, 'phoneNumber'),
    documents: (row: CustomerRow) => (
      <DocumentsCell customer={row} within={within} failed={faceMatchFailed ? failedFaces(row) : []} />
    ),
  };
  return tableColumns(CUSTOMER_LOOKS, cells, LIST_TITLES);
}

/** "Face match failed: Passport", for each type once. */
function failedFaces({ documents }: CustomerRow): string[] {
  const types = documents.filter(({ idMatch }) => idMatch === false).map(({ type }) => type);
  return [...new Set(types)].map((type) => failedFaceText(documentLabel(type)));
}

/**
 * The columns as the person has arranged them, with those that a filter is about in sight: each row says why it is there.
 */
export function withFiltered(view: ColumnView, filters: SearchFilters): ColumnView {
  const asked = Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const columns = new Set(asked.map((name) => COLUMN_OF[name as keyof SearchFilters]));
  return { ...view, visibility: { ...view.visibility, ...Object.fromEntries([...columns].map((id) => [id, true])) } };
}

/** The column that shows what a filter asks for. */
const COLUMN_OF: Record<keyof SearchFilters, ColumnId> = {
  status: 'status',
  nationality: 'nationality',
  gender: 'gender',
  documentType: 'documents',
  severalDocuments: 'documents',
  expired: 'documents',
  expiresWithin: 'documents',
  faceMatchFailed: 'documents',
  expiryUnreadable: 'documents',
  faceMatchUnreadable: 'documents',
  updatedFrom: 'updated',
  updatedTo: 'updated',
};

/** A name that only sounds like the text says so beside the link, not in the link's name. */
function FoundName({ row }: { row: CustomerRow }) {
  const link = (
    <NameCell customer={row}>{isFound(row) && fullName(row) !== null && <HighlightedName row={row} />}</NameCell>
  );
  if (!isFound(row) || !row.soundsLike) return link;
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      {link}
      <bdi className="shrink-0 text-muted text-xs">{SOUNDS_LIKE}</bdi>
    </span>
  );
}

function marked(row: CustomerRow, field: TextMatch['field']): ReactNode {
  if (row[field] === null) return <Missing row={row} field={field} />;
  if (isFound(row) && row.matches.some((match) => match.field === field)) {
    return <Highlighted row={row} field={field} />;
  }
  return field === 'phoneNumber' ? <Phone number={row[field]} /> : <Text>{row[field]}</Text>;
}

function isFound(row: CustomerRow): row is SearchRow {
  return 'matches' in row;
}
