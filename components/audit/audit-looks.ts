import type { ColumnLook } from '@/components/table/column-look';

type AuditColumnId = 'more' | 'time' | 'person' | 'action' | 'customer' | 'outcome' | 'details';

/** The columns of the audit log, in their order. */
export const AUDIT_LOOKS: Record<AuditColumnId, ColumnLook> = {
  more: { label: 'More', labelHidden: true, min: 44, bone: 'w-3', cell: 'first:ps-2 pe-1' },
  time: { label: 'Time', min: 168, bone: 'w-36' },
  person: { label: 'Person', min: 196, share: '17vw', bone: 'w-40' },
  action: { label: 'Action', min: 168, bone: 'w-28' },
  customer: { label: 'Customer', min: 112, bone: 'w-16' },
  outcome: { label: 'Outcome', min: 172, bone: 'w-14' },
  details: { label: 'Details', min: 260, share: 'rest', bone: 'w-52' },
};
