export interface AuditColumn {
  id: 'more' | 'time' | 'person' | 'action' | 'customer' | 'outcome' | 'details';
  label: string;
  /** The least it takes, pixels. */
  min: number;
  /** What it takes of a wider table; without it `min`, and `rest` for what is left. */
  share?: string;
  /** How wide its skeleton is. */
  bone: string;
}

export const AUDIT_COLUMNS: readonly AuditColumn[] = [
  { id: 'more', label: 'More', min: 44, bone: 'w-3' },
  { id: 'time', label: 'Time', min: 168, bone: 'w-36' },
  { id: 'person', label: 'Person', min: 196, share: '17vw', bone: 'w-40' },
  { id: 'action', label: 'Action', min: 168, bone: 'w-28' },
  { id: 'customer', label: 'Customer', min: 112, bone: 'w-16' },
  { id: 'outcome', label: 'Outcome', min: 172, bone: 'w-14' },
  { id: 'details', label: 'Details', min: 260, share: 'rest', bone: 'w-52' },
];

/** What the table needs at least before it scrolls sideways inside its box. */
export const AUDIT_WIDTH = AUDIT_COLUMNS.reduce((sum, { min }) => sum + min, 0);

/** A column's width in a table of fixed layout: its share, but never less than its least. */
export function auditColumnWidth({ min, share }: AuditColumn): string | number | undefined {
  if (share === undefined) return min;
  return share === 'rest' ? undefined : `max(${min}px, ${share})`;
}
