import type { ColumnLook } from '@/components/table/column-look';
import { keptChoice } from '@/components/ui/kept-choice';
import type { SortKey } from '@/lib/contracts/list-params';

/** The columns of the Customers table, in their order. Browsers keep these ids to remember how columns are arranged. */
export type ColumnId = 'name' | 'email' | 'phone' | 'nationality' | 'gender' | 'status' | 'documents' | 'updated';

export const CUSTOMER_LOOKS: Record<ColumnId, ColumnLook> = {
  name: {
    label: 'Name',
    sortable: true,
    // Without the name a row has no link.
    fixed: true,
    min: 160,
    // Shares are in `cqi`: the table shares its row with the filter panel.
    share: 'min(36cqi - 282px, 17cqi)',
    bone: 'w-36',
    // In a narrow window the name stays while the other columns scroll sideways. On a phone there are cards.
    cell: 'on-card bg-inherit max-md:start-0 max-md:z-[1] max-md:border-line max-sm:col-span-2 sm:max-md:sticky sm:max-md:border-e',
    head: 'max-md:start-0 max-md:z-20',
  },
  email: {
    label: 'Email',
    min: 184,
    share: 'min(30cqi - 132px, 20cqi)',
    bone: 'w-44',
    dir: 'ltr',
    cell: 'copied-cell copied-cell-long proportional-nums',
  },
  // Wide enough for the button that copies, beside the longest number.
  phone: { label: 'Phone', sortable: true, min: 152, bone: 'w-28', dir: 'ltr', cell: 'copied-cell phone-groups' },
  nationality: { label: 'Nationality', sortable: true, min: 108, bone: 'w-8', dir: 'auto' },
  gender: { label: 'Gender', sortable: true, min: 84, bone: 'w-12', dir: 'auto' },
  status: { label: 'Status', sortable: true, min: 128, bone: 'w-16', cell: 'on-card' },
  documents: { label: 'Documents', min: 200, share: 'rest', bone: 'w-40', cell: 'on-card max-sm:col-span-full' },
  updated: { label: 'Updated', sortable: true, min: 160, bone: 'w-28', dir: 'ltr', cell: 'text-muted' },
};

/** How this browser's person has arranged the columns: one choice for the live list and for results. */
export const KEPT_CUSTOMER_COLUMNS = keptChoice('desk-customer-columns');

/** The column that shows what Sentinel sorts by. */
export const SORTED_COLUMN: Record<SortKey, ColumnId> = {
  name: 'name',
  phoneNumber: 'phone',
  nationality: 'nationality',
  gender: 'gender',
  status: 'status',
  updatedAt: 'updated',
};

/** @returns `undefined` for a column that Sentinel cannot sort by */
export function sortKeyOf(columnId: string): SortKey | undefined {
  return (Object.keys(SORTED_COLUMN) as SortKey[]).find((key) => SORTED_COLUMN[key] === columnId);
}
