'use client';

import { Moment } from '@/components/shell/clock';
import { type CellOf, tableColumns } from '@/components/table/table-model';
import { Badge } from '@/components/ui/badge';
import { Ltr } from '@/components/ui/ltr';
import type { CustomerRow, RowField } from '@/lib/contracts/customer';
import { NOTHING } from '@/lib/words/format';
import { unreadableText } from '@/lib/words/unreadable';
import { type ColumnId, CUSTOMER_LOOKS } from './customer-looks';
import { DocumentsCell } from './documents-cell';
import { NameCell } from './name-cell';

/** The cells of Sentinel's own list. A search result draws some of them in its own way. */
export const LIST_CELLS: Record<ColumnId, CellOf<CustomerRow>> = {
  name: (customer) => <NameCell customer={customer} />,
  email: (row) => (
    <Ltr className="clip proportional-nums" title={row.email ?? undefined}>
      {row.email ?? <Missing row={row} field="email" />}
    </Ltr>
  ),
  phone: (row) => <Ltr className="clip">{row.phoneNumber ?? <Missing row={row} field="phoneNumber" />}</Ltr>,
  nationality: (row) => <VendorText row={row} field="nationality" />,
  gender: (row) => <VendorText row={row} field="gender" />,
  status: (row) => <StatusCell row={row} />,
  documents: (customer) => <DocumentsCell customer={customer} />,
  updated: (row) => (
    <Ltr className="clip text-muted">
      {row.updatedAt === null ? <Missing row={row} field="updatedAt" /> : <Moment at={row.updatedAt} />}
    </Ltr>
  ),
};

export const listColumns = tableColumns(CUSTOMER_LOOKS, LIST_CELLS);

/** Sentinel's own word, in the script that Sentinel sends. */
function VendorText({ row, field }: { row: CustomerRow; field: 'nationality' | 'gender' }) {
  const text = row[field];
  return (
    <span dir="auto" className="clip" title={text ?? undefined}>
      {text ?? <Missing row={row} field={field} />}
    </span>
  );
}

/** A field without a value: nothing was given, or a value that could not be read. */
export function Missing({ row, field }: { row: CustomerRow; field: RowField }) {
  const text = unreadableText(row, field);
  return text === null ? NOTHING : <Badge tone="attention">{text}</Badge>;
}

function StatusCell({ row }: { row: CustomerRow }) {
  const { status } = row;
  if (status === null) return <Missing row={row} field="status" />;
  return (
    <span className="flex">
      <Badge tone={status.tone}>{status.label}</Badge>
    </span>
  );
}
