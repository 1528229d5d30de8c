import type { ColumnLook } from '@/components/table/column-look';

type AuditColumnId = 'more' | 'time' | 'person' | 'action' | 'customer' | 'outcome' | 'details';

/** The columns of the audit log, in their order. On a phone a row is a card: action and outcome, person and time, customer; on the narrowest one the time stands last. */
export const AUDIT_LOOKS: Record<AuditColumnId, ColumnLook> = {
  more: {
    label: 'More',
    labelHidden: true,
    min: 44,
    bone: 'w-3',
    cell: 'on-card first:ps-2 pe-1 max-sm:row-span-3 max-sm:self-start max-[22rem]:row-span-4',
  },
  time: {
    label: 'Time',
    min: 180,
    bone: 'w-36',
    cell: 'on-card max-sm:col-start-3 max-sm:row-start-2 max-sm:text-end max-[22rem]:col-span-2 max-[22rem]:col-start-2 max-[22rem]:row-start-4 max-[22rem]:text-start',
  },
  person: {
    label: 'Person',
    min: 196,
    share: '17vw',
    bone: 'w-40',
    cell: 'on-card max-sm:col-start-2 max-sm:row-start-2',
  },
  action: { label: 'Action', min: 204, bone: 'w-28', cell: 'on-card max-sm:col-start-2 max-sm:row-start-1' },
  customer: {
    label: 'Customer',
    min: 168,
    share: '13vw',
    bone: 'w-28',
    cell: 'on-card max-sm:col-span-2 max-sm:col-start-2 max-sm:row-start-3',
  },
  outcome: {
    label: 'Outcome',
    min: 172,
    bone: 'w-14',
    cell: 'on-card max-sm:col-start-3 max-sm:row-start-1 max-sm:text-end',
  },
  details: { label: 'Details', min: 260, share: 'rest', bone: 'w-52' },
};
