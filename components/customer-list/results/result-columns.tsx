'use client';

import { createColumnHelper } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { Highlighted, HighlightedName } from '@/components/shell/highlighted';
import { Ltr } from '@/components/ui/ltr';
import type { CustomerRow } from '@/lib/contracts/customer';
import type { SearchRow, TextMatch } from '@/lib/contracts/search';
import { EXPIRING_WITHIN_DAYS } from '@/lib/kyc/documents';
import { NOTHING } from '@/lib/words/format';
import { COLUMN_LAYOUT } from '../column-ids';
import { columns, type features } from '../columns';
import { DocumentsCell } from '../documents-cell';
import { NameCell } from '../name-cell';

const helper = createColumnHelper<typeof features, CustomerRow>();

/** In these a text is looked for, and what matched is marked. */
const searched = helper.columns([
  helper.display({
    id: 'name',
    meta: COLUMN_LAYOUT.name,
    enableHiding: false,
    cell: ({ row: { original } }) => (
      <NameCell customer={original}>{isFound(original) && <HighlightedName row={original} />}</NameCell>
    ),
  }),
  helper.display({
    id: 'email',
    meta: COLUMN_LAYOUT.email,
    cell: ({ row }) => (
      <Ltr className="clip proportional-nums" title={row.original.email ?? undefined}>
        {marked(row.original, 'email')}
      </Ltr>
    ),
  }),
  helper.display({
    id: 'phone',
    meta: COLUMN_LAYOUT.phone,
    cell: ({ row }) => <Ltr className="clip">{marked(row.original, 'phoneNumber')}</Ltr>,
  }),
]);

/** The list's columns. @param expiresWithin the filter's days: whoever asked for them sees them on each row */
export function resultColumns(expiresWithin: number | undefined): typeof columns {
  const within = Math.max(EXPIRING_WITHIN_DAYS, expiresWithin ?? 0);
  const documents = helper.display({
    id: 'documents',
    meta: COLUMN_LAYOUT.documents,
    cell: ({ row }) => <DocumentsCell customer={row.original} within={within} />,
  });
  const others = columns.slice(searched.length).map((column) => (column.id === 'documents' ? documents : column));
  return [...searched, ...others] as unknown as typeof columns;
}

function marked(row: CustomerRow, field: TextMatch['field']): ReactNode {
  return isFound(row) && row[field] !== null ? <Highlighted row={row} field={field} /> : (row[field] ?? NOTHING);
}

function isFound(row: CustomerRow): row is SearchRow {
  return 'matches' in row;
}
