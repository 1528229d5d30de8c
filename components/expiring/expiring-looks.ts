import type { ColumnLook } from '@/components/table/column-look';
import { keptChoice } from '@/components/ui/kept-choice';

export type ExpiringColumnId =
  | 'select'
  | 'customer'
  | 'document'
  | 'lastDay'
  | 'status'
  | 'phone'
  | 'email'
  | 'nationality'
  | 'lastLink'
  | 'done'
  | 'link';

/** The columns of the expiring documents. On a phone a row is a grid: name and document, and the button beside them. */
export const EXPIRING_LOOKS: Record<ExpiringColumnId, ColumnLook> = {
  select: { label: 'Select', labelHidden: true, fixed: true, min: 40, bone: 'w-3.5', cell: 'max-sm:hidden' },
  // Customer and e-mail share what is left.
  customer: { label: 'Customer', sortable: true, fixed: true, min: 140, share: 'rest', bone: 'w-28' },
  document: {
    label: 'Document',
    fixed: true,
    min: 232,
    bone: 'w-40',
    cell: 'max-sm:col-start-1',
  },
  lastDay: { label: 'Last day', sortable: true, min: 108, bone: 'w-20', cell: 'whitespace-nowrap max-sm:hidden' },
  status: { label: 'Status', sortable: true, min: 116, bone: 'w-16', cell: 'max-sm:hidden' },
  phone: { label: 'Phone', min: 148, bone: 'w-28', dir: 'ltr', cell: 'truncate phone-groups max-sm:hidden' },
  email: { label: 'Email', min: 140, share: 'rest', bone: 'w-36', dir: 'ltr', cell: 'truncate max-sm:hidden' },
  nationality: { label: 'Nationality', sortable: true, min: 92, bone: 'w-8', cell: 'max-sm:hidden' },
  lastLink: { label: 'Last link', min: 104, bone: 'w-16', cell: 'max-sm:hidden' },
  done: { label: 'Done', min: 124, bone: 'w-20', cell: 'max-sm:hidden' },
  link: {
    label: 'Verification link',
    labelHidden: true,
    fixed: true,
    min: 88,
    bone: 'w-12',
    cell: 'max-sm:col-start-2 max-sm:row-span-2 max-sm:row-start-1',
  },
};

/** How this browser's person has arranged the columns. */
export const KEPT_EXPIRING_COLUMNS = keptChoice('desk-expiring-columns');

/** A row in its size. */
export const EXPIRING_ROW =
  'items-center max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-y-1 max-sm:border-line max-sm:border-t max-sm:py-2';
