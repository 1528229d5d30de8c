'use client';

import { FlexRender } from '@tanstack/react-table';
import { createContext, memo } from 'react';
import { cellClass } from './column-look';
import type { TableEntry } from './table-model';

/**
 * Whether this row is the table's one tab stop. A context, so that moving the tab stop draws two rows' links again and
 * nothing else. Every link and button of a row takes its `tabIndex` from here.
 */
export const TabStop = createContext(false);

interface TableRowProps<Entry extends object> {
  row: TableEntry<Entry>;
  /** From the table's model: changes when other columns are shown, or in another order. */
  columnKey: string;
  tabStop: boolean;
  className: string;
  card?: boolean;
  /** Further data attributes of the row. They must follow from the entry alone. */
  [data: `data-${string}`]: string | number | undefined;
}

function Draw<Entry extends object>(props: TableRowProps<Entry>) {
  const { row, columnKey: _, tabStop, className, card = false, ...data } = props;
  return (
    <TabStop value={tabStop}>
      <tr {...data} data-index={row.index} className={className}>
        {row.getVisibleCells().map((cell) => (
          <td key={cell.column.id} className={cellClass(cell.column.columnDef.meta, card)}>
            <FlexRender cell={cell} />
          </td>
        ))}
      </tr>
    </TabStop>
  );
}

/** A row is drawn again when its entry, its index or the columns change, not when the pointer or another row does. */
export const TableRow = memo(
  Draw,
  (before, after) =>
    before.row.original === after.row.original &&
    before.row.index === after.row.index &&
    before.columnKey === after.columnKey &&
    before.tabStop === after.tabStop,
) as typeof Draw;
