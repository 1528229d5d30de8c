'use client';

import {
  type ColumnDef,
  columnVisibilityFeature,
  createColumnHelper,
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
const features = tableFeatures({ columnVisibilityFeature });

type Model = typeof features;
export type TableEntry<Entry extends object> = Row<Model, Entry>;

/** What draws a column's cell. */
export type CellOf<Entry> = (entry: Entry) => ReactNode;

/** How a row draws one of its cells. */
export interface TableCell<Entry> {
  id: string;
  look: ColumnLook;
  draw: CellOf<Entry>;
  /** The whole text of a cell that may clip its own. */
  title: ((entry: Entry) => string | null) | undefined;
}

export interface TableColumns<Entry extends object> {
  definitions: ColumnDef<Model, Entry, unknown>[];
  cells: ReadonlyMap<string, TableCell<Entry>>;
}

/** The columns of one table, in the order of `looks`. Call at module scope, or in a memo: TanStack caches by identity. */
export function tableColumns<Entry extends object, Id extends string>(
  looks: Readonly<Record<Id, ColumnLook>>,
  cells: Readonly<Record<Id, CellOf<Entry>>>,
  titles?: Readonly<Partial<Record<Id, (entry: Entry) => string | null>>>,
): TableColumns<Entry> {
  const helper = createColumnHelper<Model, Entry>();
  const ids = Object.keys(looks) as Id[];
  return {
    definitions: ids.map((id) =>
      helper.accessor((entry): unknown => entry, { id, enableHiding: looks[id].fixed !== true }),
    ),
    // Rows call these functions themselves. TanStack's cells and `FlexRender` would be an object and a component for
    // each of 400 cells of a list.
    cells: new Map(ids.map((id) => [id, { id, look: looks[id], draw: cells[id], title: titles?.[id] }])),
  };
}

/** What a person may change about a table's columns. Left out: as the page defines them. */
export interface TableView {
  /** `false` hides a column. */
  visibility?: Readonly<Record<string, boolean>>;
  /** `null`: no column decides the order. */
  sort?: { id: string; desc: boolean } | null;
}

const NO_VIEW: TableView = {};

/** One table: its columns as the head draws them, its rows, and the cells of each row. */
interface TableModel<Entry extends object> {
  columns: DrawnColumn[];
  rows: TableEntry<Entry>[];
  /** Another array only when other columns are shown. */
  cells: readonly TableCell<Entry>[];
}

/** @param rows of this page. Keep their identity between renders: TanStack builds its rows anew for a new array. */
export function useTableModel<Entry extends object>(
  columns: TableColumns<Entry>,
  rows: readonly Entry[],
  view: TableView = NO_VIEW,
): TableModel<Entry> {
  const { visibility, sort } = view;
  // The same objects between renders: TanStack computes columns and rows anew for a new state.
  const columnVisibility = useMemo(() => ({ ...visibility }), [visibility]);
  const table = useTable({ features, columns: columns.definitions, data: rows, state: { columnVisibility } });
  const ids = table
    .getVisibleLeafColumns()
    .map(({ id }) => id)
    .join();
  const cells = useMemo(() => ids.split(',').flatMap((id) => columns.cells.get(id) ?? []), [ids, columns]);
  const drawn = cells.map(({ id, look }): DrawnColumn => {
    const sorted = sort?.id === id ? (sort.desc ? 'desc' : 'asc') : undefined;
    return { id, look, width: columnWidth(look), sorted };
  });
  return { columns: drawn, rows: table.getRowModel().rows, cells };
}
