'use client';

import { type CellOf, tableColumns } from '@/components/table/table-model';
import { Badge } from '@/components/ui/badge';
import { Ltr } from '@/components/ui/ltr';
import type { CustomerRow, Status } from '@/lib/contracts/customer';
import { formatMoment, NOTHING } from '@/lib/words/format';
import { type ColumnId, CUSTOMER_LOOKS } from './customer-looks';
import { DocumentsCell } from './documents-cell';
import { NameCell } from './name-cell';

/** The cells of Sentinel's own list. A search result draws some of them in its own way. */
export const LIST_CELLS: Record<ColumnId, CellOf<CustomerRow>> = {
  name: (customer) => <NameCell customer={customer} />,
  email: ({ email }) => (
    <Ltr className="clip proportional-nums" title={email ?? undefined}>
      {email ?? NOTHING}
    </Ltr>
  ),
  phone: ({ phoneNumber }) => <Ltr className="clip">{phoneNumber ?? NOTHING}</Ltr>,
  nationality: ({ nationality }) => <VendorText text={nationality} />,
  gender: ({ gender }) => <VendorText text={gender} />,
  status: ({ status }) => <StatusCell status={status} />,
  documents: (customer) => <DocumentsCell customer={customer} />,
  updated: ({ updatedAt }) => <Ltr className="clip text-muted">{formatMoment(updatedAt)}</Ltr>,
};

export const listColumns = tableColumns(CUSTOMER_LOOKS, LIST_CELLS);

/** Sentinel's own word, in the script that Sentinel sends. */
function VendorText({ text }: { text: string | null }) {
  return (
    <span dir="auto" className="clip" title={text ?? undefined}>
      {text ?? NOTHING}
    </span>
  );
}

function StatusCell({ status }: { status: Status | null }) {
  if (status === null) return NOTHING;
  return (
    <span className="flex">
      <Badge tone={status.tone}>{status.label}</Badge>
    </span>
  );
}
