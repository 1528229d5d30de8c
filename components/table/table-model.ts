'use client';

import { type ColumnDef, createColumnHelper, type Row, tableFeatures, useTable } from '@tanstack/react-table';
import { type ReactNode, useMemo } from 'react';
import type { ColumnView } from './column-choice';
import { type ColumnLook, columnWidth, type DrawnColumn } from './column-look';

/**
 * What every table of the desk gets from TanStack Table: the column model and the rows. The API sorts and pages the rows,
 * so there is no row model beyond the core, and the order is a fact of the page's address that the head draws. Which
 * columns are shown, in which order and how wide is a filter and a list here: the features for them weigh 3 KB (gzip) on
 * every page with a table, and none of their behaviour (drag handles, column groups, pinning) is used.
 */
const features = tableFeatures({});

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
    definitions: ids.map((id) => helper.accessor((entry): unknown => entry, { id })),
    // Rows call these functions themselves. TanStack's cells and `FlexRender` would be an object and a component for
    // each of 400 cells of a list.
    cells: new Map(ids.map((id) => [id, { id, look: looks[id], draw: cells[id], title: titles?.[id] }])),
  };
}

/** What a person may change about a table's columns. Left out: as the page defines them. */
export interface TableView extends Partial<ColumnView> {
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
  const { visibility, order, widths, sort } = view;
  const table = useTable({ features, columns: columns.definitions, data: rows });
  const cells = useMemo(
    () =>
      [...(order ?? columns.cells.keys())].flatMap((id) => {
        const cell = visibility?.[id] === false ? undefined : columns.cells.get(id);
        return cell === undefined ? [] : [cell];
      }),
    [order, visibility, columns],
  );
  const drawn = cells.map(({ id, look }): DrawnColumn => {
    const sorted = sort?.id === id ? (sort.desc ? 'desc' : 'asc') : undefined;
    return { id, look, width: widths?.[id] ?? columnWidth(look), sorted };
  });
  return { columns: drawn, rows: table.getRowModel().rows, cells };
}
