'use client';

import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { memo } from 'react';
import { COLUMN_LAYOUT, type ColumnId, columnWidth } from '@/components/customer-list/column-ids';
import { cn } from '@/components/ui/cn';
import type { Order, SortKey } from '@/lib/contracts/list-params';

export interface HeaderRowProps {
  ids: readonly ColumnId[];
  /** `null`: by how well they match, which no column shows. */
  sortBy: SortKey | null;
  order: Order;
  onSort: (sortBy: SortKey) => void;
}

/** The header cells; they also set the column widths (the table's layout is fixed, so no content can). */
export const HeaderRow = memo(function HeaderRow({ ids, sortBy, order, onSort }: HeaderRowProps) {
  return (
    <tr className="h-9">
      {ids.map((id) => {
        const { label, sortKey } = COLUMN_LAYOUT[id];
        const active = sortKey !== undefined && sortKey === sortBy;
        return (
          <th
            key={id}
            scope="col"
            aria-sort={active ? (order === 'asc' ? 'ascending' : 'descending') : undefined}
            style={{ width: columnWidth(id) }}
            className={cn(
              'sticky top-0 z-10 border-line border-b bg-canvas px-3 text-start font-medium text-muted text-xs first:ps-4 last:pe-4',
              id === 'name' && 'max-md:start-0 max-md:z-20',
            )}
          >
            {sortKey === undefined ? (
              label
            ) : (
              <button
                type="button"
                onClick={() => onSort(sortKey)}
                className={cn(
                  'group -mx-1.5 inline-flex h-7 items-center gap-1 rounded-sm px-1.5 hover:bg-sunken hover:text-ink',
                  active && 'text-ink',
                )}
              >
                {label}
                <SortIcon order={active ? order : null} />
              </button>
            )}
          </th>
        );
      })}
    </tr>
  );
});

function SortIcon({ order }: { order: Order | null }) {
  const Icon = order === null ? ChevronsUpDown : order === 'asc' ? ArrowUp : ArrowDown;
  return (
    <Icon
      aria-hidden
      className={cn(
        'size-3.5',
        order === null ? 'opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100' : 'text-accent',
      )}
    />
  );
}
