'use client';

import {
  type ColumnDef,
  columnVisibilityFeature,
  createColumnHelper,
  metaHelper,
  type Row,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useMemo } from 'react';
import { type ColumnLook, columnWidth, type DrawnColumn } from './column-look';

/**
 * What every table of the desk gets from TanStack Table: the column model, and which columns are shown. The API sorts and
 * pages the rows, so there is no row model beyond the core, and the order is a fact of the page's address that the head
 * draws. The features for sorting, order and sizes of columns weigh 2.4 KB (gzip) on every page with a table: add each
 * here together with the first page that needs its state.
 */
const features = tableFeatures({
  columnVisibilityFeature,
  columnMeta: metaHelper<ColumnLook>(),
});

type Model = typeof features;
export type TableColumns<Entry extends object> = ColumnDef<Model, Entry, unknown>[];
export type TableEntry<Entry extends object> = Row<Model, Entry>;

/** What draws a column's cell. */
export type CellOf<Entry> = (entry: Entry) => ReactNode;

/** The columns of one table, in the order of `looks`. Call at module scope, or in a memo: TanStack caches by identity. */
export function tableColumns<Entry extends object, Id extends string>(
  looks: Readonly<Record<Id, ColumnLook>>,
  cells: Readonly<Record<Id, CellOf<Entry>>>,
): TableColumns<Entry> {
  const helper = createColumnHelper<Model, Entry>();
  return (Object.keys(looks) as Id[]).map((id) => {
    const look = looks[id];
    return helper.accessor((entry): unknown => entry, {
      id,
      meta: look,
      enableHiding: look.fixed !== true,
      cell: ({ row }) => cells[id](row.original),
    });
  });
}

/** What a person may change about a table's columns. Left out: as the page defines them. */
export interface TableView {
  /** `false` hides a column. */
  visibility?: Readonly<Record<string, boolean>>;
  /** `null`: no column decides the order. */
  sort?: { id: string; desc: boolean } | null;
}

const NO_VIEW: TableView = {};

/** One table: its columns as they are drawn, its rows, and a key that changes when the row's cells must be drawn again. */
interface TableModel<Entry extends object> {
  columns: DrawnColumn[];
  rows: TableEntry<Entry>[];
  columnKey: string;
}

/** @param rows of this page. Keep their identity between renders: TanStack builds its rows anew for a new array. */
export function useTableModel<Entry extends object>(
  columns: TableColumns<Entry>,
  rows: readonly Entry[],
  view: TableView = NO_VIEW,
): TableModel<Entry> {
  const { visibility, sort } = view;
  // The same objects between renders: TanStack computes columns and cells anew for a new state.
  const columnVisibility = useMemo(() => ({ ...visibility }), [visibility]);
  const table = useTable({ features, columns, data: rows, state: { columnVisibility } });
  const drawn = table.getVisibleLeafColumns().flatMap((column): DrawnColumn[] => {
    const look = column.columnDef.meta;
    if (look === undefined) return [];
    const sorted = sort?.id === column.id ? (sort.desc ? 'desc' : 'asc') : undefined;
    return [{ id: column.id, look, width: columnWidth(look), sorted }];
  });
  return { columns: drawn, rows: table.getRowModel().rows, columnKey: drawn.map(({ id }) => id).join() };
}
