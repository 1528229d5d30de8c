'use client';

import { columnVisibilityFeature, createColumnHelper, metaHelper, tableFeatures } from '@tanstack/react-table';
import { Ltr } from '@/components/ui/ltr';
import type { CustomerRow } from '@/lib/contracts/customer';
import { formatMoment, NOTHING } from '@/lib/words/format';
import { COLUMN_LAYOUT, type ColumnLayout } from './column-ids';
import { DocumentsCell } from './documents-cell';
import { NameCell } from './name-cell';
import { StatusCell } from './status-cell';
import { EmailCell, TextCell } from './text-cell';

/** Sentinel sorts and pages; the table only knows which columns are shown. */
export const features = tableFeatures({ columnVisibilityFeature, columnMeta: metaHelper<ColumnLayout>() });

const helper = createColumnHelper<typeof features, CustomerRow>();

export const columns = helper.columns([
  helper.display({
    id: 'name',
    meta: COLUMN_LAYOUT.name,
    enableHiding: false,
    cell: ({ row }) => <NameCell customer={row.original} />,
  }),
  helper.display({
    id: 'email',
    meta: COLUMN_LAYOUT.email,
    cell: ({ row }) => <EmailCell email={row.original.email} />,
  }),
  helper.display({
    id: 'phone',
    meta: COLUMN_LAYOUT.phone,
    cell: ({ row }) => <Ltr className="clip">{row.original.phoneNumber ?? NOTHING}</Ltr>,
  }),
  helper.display({
    id: 'nationality',
    meta: COLUMN_LAYOUT.nationality,
    cell: ({ row }) => <TextCell text={row.original.nationality} />,
  }),
  helper.display({
    id: 'gender',
    meta: COLUMN_LAYOUT.gender,
    cell: ({ row }) => <TextCell text={row.original.gender} />,
  }),
  helper.display({
    id: 'status',
    meta: COLUMN_LAYOUT.status,
    cell: ({ row }) => <StatusCell status={row.original.status} />,
  }),
  helper.display({
    id: 'documents',
    meta: COLUMN_LAYOUT.documents,
    cell: ({ row }) => <DocumentsCell customer={row.original} />,
  }),
  helper.display({
    id: 'updated',
    meta: COLUMN_LAYOUT.updated,
    cell: ({ row }) => <Ltr className="clip text-muted">{formatMoment(row.original.updatedAt)}</Ltr>,
  }),
]);
