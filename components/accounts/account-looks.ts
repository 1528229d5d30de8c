import type { ColumnLook } from '@/components/table/column-look';

export type AccountColumnId = 'name' | 'role' | 'signIn' | 'state' | 'lastSeen' | 'actions';

/** The columns of the Accounts table, in their order. */
export const ACCOUNT_LOOKS: Record<AccountColumnId, ColumnLook> = {
  name: { label: 'Name', min: 216, share: '26%', bone: 'w-40' },
  role: { label: 'Role', min: 117, share: '14%', bone: 'w-20', cell: 'whitespace-normal' },
  signIn: { label: 'Sign-in', min: 166, share: '20%', bone: 'w-28', cell: 'whitespace-normal' },
  state: { label: 'State', min: 117, share: '14%', bone: 'w-16' },
  lastSeen: { label: 'Last seen', min: 150, share: '18%', bone: 'w-28', cell: 'whitespace-normal' },
  actions: {
    label: 'Actions',
    labelHidden: true,
    min: 66,
    share: 'rest',
    bone: 'ms-auto w-6',
    // On a phone the actions stay while the other columns scroll sideways.
    cell: 'bg-inherit text-end max-md:sticky max-md:end-0 max-md:z-[1]',
  },
};
