'use client';

import { useTable } from '@tanstack/react-table';
import { useRouter } from 'next/navigation';
import type { MouseEvent, Ref } from 'react';
import { HeaderRow, type HeaderRowProps } from '@/components/table/header-row';
import { SkeletonRows } from '@/components/table/skeleton-rows';
import type { RowFocus } from '@/components/table/use-row-focus';
import { cn } from '@/components/ui/cn';
import type { CustomerRow } from '@/lib/contracts/customer';
import type { Order, PerPage, SortKey } from '@/lib/contracts/list-params';
import { routes } from '@/lib/routes';
import type { Visibility } from './column-choice';
import { type ColumnId, tableWidth } from './column-ids';
import { features, columns as listColumns } from './columns';
import { TableRow } from './table-row';
import { usePrepare } from './use-prepare';

const NO_ROWS: CustomerRow[] = [];

export interface CustomersTableProps {
  params: { sortBy: SortKey | null; order: Order; perPage: PerPage };
  /** Other cells for the same columns. */
  columns?: typeof listColumns;
  onSort: HeaderRowProps['onSort'];
  visibility: Visibility;
  /** `undefined` while the first ones are on their way. */
  rows: CustomerRow[] | undefined;
  /** The rows are of an earlier state; newer ones are coming. */
  dimmed: boolean;
  body: Ref<HTMLTableSectionElement>;
  focus: RowFocus;
  /** A row is about to be opened. */
  onOpen: (index: number) => void;
}

export function CustomersTable(props: CustomersTableProps) {
  const { params, rows, dimmed, focus } = props;
  const router = useRouter();
  const prepare = usePrepare();
  const table = useTable({
    features,
    columns: props.columns ?? listColumns,
    data: rows ?? NO_ROWS,
    state: { columnVisibility: props.visibility as Record<string, boolean> },
  });
  const ids = table.getVisibleLeafColumns().map((column) => column.id as ColumnId);
  const shown = ids.join();

  const customerAt = (target: EventTarget) => rows?.[Number((target as HTMLElement).closest('tr')?.dataset.index)];

  const open = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const row = target.closest('tr');
    const customer = customerAt(target);
    if (!row || !customer || event.button > 1) return;
    const newTab = event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey;
    if (!newTab) props.onOpen(Number(row.dataset.index));
    // The link does its own part, in every way that a browser knows.
    if (target.closest('a')) return;
    if (newTab) window.open(routes.customer(customer.uuid), '_blank', 'noopener');
    else if (!isSelecting(row)) router.push(routes.customer(customer.uuid));
  };

  return (
    <table
      aria-label="Customers"
      aria-busy={rows === undefined || dimmed}
      style={{ minWidth: tableWidth(ids) }}
      className="w-full table-fixed border-separate border-spacing-0"
    >
      <thead>
        <HeaderRow ids={ids} sortBy={params.sortBy} order={params.order} onSort={props.onSort} />
      </thead>
      <tbody
        ref={props.body}
        onClickCapture={open}
        onAuxClick={open}
        onFocus={focus.onFocus}
        onPointerOver={(event) => prepare(customerAt(event.target))}
        className={cn('transition-opacity', dimmed && 'opacity-50')}
      >
        {rows === undefined ? (
          <SkeletonRows ids={ids} count={params.perPage} />
        ) : (
          table
            .getRowModel()
            .rows.map((row) => <TableRow key={row.id} row={row} shown={shown} tabStop={row.index === focus.active} />)
        )}
      </tbody>
    </table>
  );
}

/** Somebody who has just marked an e-mail to copy it doesn't want to be taken away. */
function isSelecting(row: HTMLElement): boolean {
  const selection = window.getSelection();
  return selection !== null && selection.type === 'Range' && selection.containsNode(row, true);
}
