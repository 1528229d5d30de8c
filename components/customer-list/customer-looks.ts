import type { ColumnLook } from '@/components/table/column-look';
import type { SortKey } from '@/lib/contracts/list-params';

/** The columns of the Customers table, in their order. Browsers keep these ids to remember hidden columns. */
export type ColumnId = 'name' | 'email' | 'phone' | 'nationality' | 'gender' | 'status' | 'documents' | 'updated';

export const CUSTOMER_LOOKS: Record<ColumnId, ColumnLook> = {
  name: {
    label: 'Name',
    sortable: true,
    // Without the name a row has no link.
    fixed: true,
    min: 160,
    // Shares are in `cqi`: the table shares its row with the filter panel.
    share: 'min(39cqi - 288px, 19cqi)',
    bone: 'w-36',
    // On a phone the name stays while the other columns scroll sideways.
    cell: 'bg-inherit max-md:sticky max-md:start-0 max-md:z-[1] max-md:border-line max-md:border-e',
    head: 'max-md:start-0 max-md:z-20',
  },
  email: {
    label: 'Email',
    min: 184,
    share: 'min(29cqi - 158px, 18cqi)',
    bone: 'w-44',
    dir: 'ltr',
    cell: 'copied-cell copied-cell-long proportional-nums',
  },
  // Wide enough for the button that copies, beside the longest number.
  phone: { label: 'Phone', sortable: true, min: 152, bone: 'w-24', dir: 'ltr', cell: 'copied-cell' },
  nationality: { label: 'Nationality', sortable: true, min: 108, bone: 'w-8', dir: 'auto' },
  gender: { label: 'Gender', sortable: true, min: 84, bone: 'w-12', dir: 'auto' },
  status: { label: 'Status', sortable: true, min: 128, bone: 'w-16' },
  documents: { label: 'Documents', min: 200, share: 'rest', bone: 'w-40' },
  updated: { label: 'Updated', sortable: true, min: 160, bone: 'w-28', dir: 'ltr', cell: 'text-muted' },
};

/** The columns that people may hide, in their order. */
export const HIDEABLE: readonly string[] = Object.entries(CUSTOMER_LOOKS).flatMap(([id, look]) =>
  look.fixed ? [] : [id],
);

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
