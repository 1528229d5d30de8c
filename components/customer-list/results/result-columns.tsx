'use client';

import type { ReactNode } from 'react';
import { Highlighted, HighlightedName } from '@/components/shell/highlighted';
import { type TableColumns, tableColumns } from '@/components/table/table-model';
import type { CustomerRow } from '@/lib/contracts/customer';
import type { SearchRow, TextMatch } from '@/lib/contracts/search';
import { EXPIRING_WITHIN_DAYS } from '@/lib/kyc/expiry';
import { SOUNDS_LIKE } from '@/lib/words/directory';
import { fullName } from '@/lib/writing/names';
import { LIST_CELLS, LIST_TITLES, Missing } from '../columns';
import { CUSTOMER_LOOKS } from '../customer-looks';
import { DocumentsCell } from '../documents-cell';
import { NameCell } from '../name-cell';

/**
 * The list's columns, with the matched text marked in the columns that a text is looked for in.
 *
 * @param expiresWithin the filter's days: a person who filters by them sees them on each row
 */
export function resultColumns(expiresWithin: number | undefined): TableColumns<CustomerRow> {
  const within = Math.max(EXPIRING_WITHIN_DAYS, expiresWithin ?? 0);
  const cells = {
    ...LIST_CELLS,
    name: (row: CustomerRow) => <FoundName row={row} />,
    email: (row: CustomerRow) => marked(row, 'email'),
    phone: (row: CustomerRow) => marked(row, 'phoneNumber'),
    documents: (row: CustomerRow) => <DocumentsCell customer={row} within={within} />,
  };
  return tableColumns(CUSTOMER_LOOKS, cells, LIST_TITLES);
}

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
  return isFound(row) ? <Highlighted row={row} field={field} /> : row[field];
}

function isFound(row: CustomerRow): row is SearchRow {
  return 'matches' in row;
}
