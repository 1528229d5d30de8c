import type { ColumnLook } from '@/components/table/column-look';

export type ExpiringColumnId = 'customer' | 'document' | 'lastDay' | 'nationality' | 'link';

/** The columns of the expiring documents. On a phone a row is a grid: name and document, and the button beside them. */
export const EXPIRING_LOOKS: Record<ExpiringColumnId, ColumnLook> = {
  customer: { label: 'Customer', min: 128, share: '32%', bone: 'w-36' },
  document: { label: 'Document', min: 128, share: '34%', bone: 'w-44', cell: 'max-sm:col-start-1 max-sm:ps-4' },
  lastDay: { label: 'Last day', min: 112, bone: 'w-20', cell: 'max-sm:hidden' },
  nationality: { label: 'Nationality', min: 112, bone: 'w-8', cell: 'max-sm:hidden' },
  link: {
    label: 'Verification link',
    labelHidden: true,
    min: 96,
    bone: 'w-12',
    cell: 'max-sm:col-start-2 max-sm:row-span-2 max-sm:row-start-1',
  },
};

/** A row in its size. */
export const EXPIRING_ROW =
  'items-center max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-y-1 max-sm:border-line max-sm:border-t max-sm:py-2';
