'use client';

import type { RefObject } from 'react';
import type { ColumnView } from '@/components/table/column-choice';
import { SkeletonRows } from '@/components/table/skeleton-rows';
import { TableFrame } from '@/components/table/table-frame';
import { type TableColumns, useTableModel } from '@/components/table/table-model';
import { TableRow } from '@/components/table/table-row';
import type { RowFocus } from '@/components/table/use-row-focus';
import { useRowOpening } from '@/components/table/use-row-opening';
import { useLoaded } from '@/components/ui/use-loaded';
import type { CustomerRow } from '@/lib/contracts/customer';
import type { Order, PerPage, SortKey } from '@/lib/contracts/list-params';
import { SORTED_COLUMN, sortKeyOf } from './customer-looks';

const loadCellCopy = () => import('./cell-copy').then((module) => module.CellCopy);

const NO_ROWS: CustomerRow[] = [];

interface CustomersTableProps {
  /** `sortBy: null`: the best match first, which no column shows. */
  params: { sortBy: SortKey | null; order: Order; perPage: PerPage };
  columns: TableColumns<CustomerRow>;
  onSort: (sortBy: SortKey) => void;
  /** Called when a person is about to sort. */
  onSortIntent?: (sortBy: SortKey) => void;
  view: ColumnView;
  /** Names the list and its page. */
  list: string;
  /** `undefined` while the first rows are on their way. */
  rows: CustomerRow[] | undefined;
  /** The rows are of an earlier state; newer ones are coming, unless they have `failed`. */
  dimmed: boolean;
  failed?: boolean;
  body: RefObject<HTMLTableSectionElement | null>;
  focus: RowFocus;
  /** Called with the row's index before the page opens its customer. */
  onOpen: (index: number) => void;
}

/** Customers in rows. A press anywhere in a row opens the customer, in a new tab where the browser's own links would. */
export function CustomersTable(props: CustomersTableProps) {
  const { params, rows, dimmed, focus, view } = props;
  const opening = useRowOpening((index) => rows?.[index]?.uuid, props.onOpen);
  const [CellCopy, fetchCellCopy] = useLoaded(loadCellCopy);
  const sort = params.sortBy && { id: SORTED_COLUMN[params.sortBy], desc: params.order === 'desc' };
  const table = useTableModel(props.columns, rows ?? NO_ROWS, { ...view, sort });

  return (
    <>
      <TableFrame
        label="Customers"
        phoneCards
        columns={table.columns}
        onSort={byKey(props.onSort)}
        onSortIntent={props.onSortIntent && byKey(props.onSortIntent)}
        busy={rows === undefined || (dimmed && !props.failed)}
        dimmed={dimmed}
        ref={props.body}
        {...opening}
        onFocus={(event) => {
          focus.onFocus(event);
          void fetchCellCopy();
        }}
        onPointerEnter={() => void fetchCellCopy()}
      >
        {rows === undefined ? (
          <SkeletonRows columns={table.columns} count={params.perPage} />
        ) : (
          table.rows.map((row) => (
            <TableRow
              key={row.id}
              row={row}
              cells={table.cells}
              tabStop={row.index === focus.active}
              className="customer-row"
            />
          ))
        )}
      </TableFrame>
      {CellCopy && rows && <CellCopy {...props} rows={rows} columns={table.columns} />}
    </>
  );
}

/** A handler of column ids, for columns that Sentinel can sort by. */
function byKey(handle: (sortBy: SortKey) => void): (id: string) => void {
  return (id) => {
    const sortBy = sortKeyOf(id);
    if (sortBy !== undefined) handle(sortBy);
  };
}
