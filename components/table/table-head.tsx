'use client';

import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import type { DrawnColumn } from './column-look';
import { useIntent } from './use-intent';

interface TableHeadProps {
  columns: readonly DrawnColumn[];
  /** Called with a column's id. Without it the head has no sort buttons: nothing could be sorted yet. */
  onSort?: ((id: string) => void) | undefined;
  onSortIntent?: ((id: string) => void) | undefined;
  /** What stands in a column's head in the place of its label, by id. */
  heads?: Readonly<Record<string, ReactNode>> | undefined;
  card?: boolean;
}

/** The header cells. They also set the column widths, because the table's layout is fixed. */
export function TableHead({ columns, onSort, onSortIntent, heads, card = false }: TableHeadProps) {
  return (
    <thead className={card ? 'max-sm:sr-only' : undefined}>
      <tr className="h-9 bg-canvas text-muted text-xs">
        {columns.map((column) => (
          <th
            key={column.id}
            scope="col"
            aria-sort={column.sorted && (column.sorted === 'asc' ? 'ascending' : 'descending')}
            style={{ width: column.width }}
            className={cn(
              'px-3 text-start font-medium first:ps-4 last:pe-4',
              // The head stays in sight while the rows scroll below it.
              !card && 'sticky top-0 z-10 border-line border-b bg-canvas',
              column.look.head,
            )}
          >
            {heads?.[column.id] ?? <HeadLabel column={column} onSort={onSort} onSortIntent={onSortIntent} />}
          </th>
        ))}
      </tr>
    </thead>
  );
}

type HeadLabelProps = Pick<TableHeadProps, 'onSort' | 'onSortIntent'> & { column: DrawnColumn };

function HeadLabel({ column, onSort, onSortIntent }: HeadLabelProps): ReactNode {
  const { id, look, sorted } = column;
  const intent = useIntent(onSortIntent && (() => onSortIntent(id)));
  if (look.labelHidden) return <span className="sr-only">{look.label}</span>;
  if (!look.sortable || onSort === undefined) return look.label;
  const Icon = sorted === undefined ? ChevronsUpDown : sorted === 'asc' ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      {...intent}
      onClick={() => onSort(id)}
      className={cn(
        'group -mx-1.5 inline-flex h-7 items-center gap-1 rounded-sm px-1.5 hover:bg-sunken hover:text-ink',
        sorted && 'text-ink',
      )}
    >
      {look.label}
      <Icon
        aria-hidden
        className={cn(
          'size-3.5',
          sorted ? 'text-accent' : 'opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100',
        )}
      />
    </button>
  );
}
