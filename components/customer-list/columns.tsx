'use client';

import { Moment } from '@/components/shell/clock';
import { Phone } from '@/components/shell/phone';
import { type CellOf, tableColumns } from '@/components/table/table-model';
import { Badge } from '@/components/ui/badge';
import type { CustomerRow, RowField } from '@/lib/contracts/customer';
import { NOTHING } from '@/lib/words/format';
import { genderWord } from '@/lib/words/gender';
import { unreadableText } from '@/lib/words/unreadable';
import { type ColumnId, CUSTOMER_LOOKS } from './customer-looks';
import { DocumentsCell } from './documents-cell';
import { NameCell } from './name-cell';

/** The cells of Sentinel's own list. A search result draws some of them in its own way. */
export const LIST_CELLS: Record<ColumnId, CellOf<CustomerRow>> = {
  name: (customer) => <NameCell customer={customer} />,
  email: (row) => (row.email === null ? <Missing row={row} field="email" /> : <Text>{row.email}</Text>),
  phone: (row) =>
    row.phoneNumber === null ? <Missing row={row} field="phoneNumber" /> : <Phone number={row.phoneNumber} />,
  nationality: (row) => row.nationality ?? <Missing row={row} field="nationality" />,
  gender: (row) => (row.gender === null ? <Missing row={row} field="gender" /> : genderWord(row.gender)),
  status: (row) => <StatusCell row={row} />,
  documents: (customer) => <DocumentsCell customer={customer} />,
  updated: (row) => (row.updatedAt === null ? <Missing row={row} field="updatedAt" /> : <Moment at={row.updatedAt} />),
};

/** The whole text of cells that may clip it. */
export const LIST_TITLES = {
  email: (row: CustomerRow) => row.email,
  nationality: (row: CustomerRow) => row.nationality,
  gender: (row: CustomerRow) => row.gender,
};

export const listColumns = tableColumns(CUSTOMER_LOOKS, LIST_CELLS, LIST_TITLES);

/**
 * Text that shares its cell with a button (`cell-copy.tsx`). As the only child of the cell, React would replace the text
 * by `textContent`, and the button with it.
 */
export function Text({ children }: { children: string }) {
  return children;
}

/** A field without a value: nothing was given, or a value that could not be read. */
export function Missing({ row, field }: { row: CustomerRow; field: RowField }) {
  const text = unreadableText(row, field);
  return text === null ? NOTHING : <Badge tone="attention">{text}</Badge>;
}

function StatusCell({ row }: { row: CustomerRow }) {
  const { status } = row;
  if (status === null) return <Missing row={row} field="status" />;
  return <Badge tone={status.tone}>{status.label}</Badge>;
}
