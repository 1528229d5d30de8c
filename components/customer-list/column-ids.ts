import type { SortKey } from '@/lib/contracts/list-params';

/** The columns, in their order. */
export const COLUMN_IDS = [
  'name',
  'email',
  'phone',
  'nationality',
  'gender',
  'status',
  'documents',
  'updated',
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

export interface ColumnLayout {
  label: string;
  /** What the vendor can sort by; without it the header is plain text. */
  sortKey?: SortKey;
  /** The least it takes, pixels. */
  min: number;
  /** What it takes of a wider box, less where the filters stand beside it (a container, as CSS has them), as CSS; without it, `min`. The one that says `rest` takes what is left. */
  share?: string;
  /** How wide its skeleton is. */
  bone: string;
}

export const COLUMN_LAYOUT: Record<ColumnId, ColumnLayout> = {
  name: { label: 'Name', sortKey: 'name', min: 160, share: 'min(39cqi - 288px, 19cqi)', bone: 'w-36' },
  email: { label: 'Email', min: 184, share: 'min(29cqi - 158px, 18cqi)', bone: 'w-44' },
  phone: { label: 'Phone', sortKey: 'phoneNumber', min: 136, bone: 'w-24' },
  nationality: { label: 'Nationality', sortKey: 'nationality', min: 108, bone: 'w-8' },
  gender: { label: 'Gender', sortKey: 'gender', min: 84, bone: 'w-12' },
  status: { label: 'Status', sortKey: 'status', min: 128, bone: 'w-16' },
  documents: { label: 'Documents', min: 200, share: 'rest', bone: 'w-40' },
  updated: { label: 'Updated', sortKey: 'updatedAt', min: 160, bone: 'w-28' },
};

/** What the table needs at least before it scrolls sideways inside its box. */
export function tableWidth(ids: readonly ColumnId[]): number {
  return ids.reduce((sum, id) => sum + COLUMN_LAYOUT[id].min, 0);
}

/** A column's width in a table of fixed layout: its share, but never less than its least. */
export function columnWidth(id: ColumnId): string | number | undefined {
  const { min, share } = COLUMN_LAYOUT[id];
  if (share === undefined) return min;
  return share === 'rest' ? undefined : `max(${min}px, ${share})`;
}
