'use client';

import { createContext, memo } from 'react';
import { cellClass } from './column-look';
import type { TableCell, TableEntry } from './table-model';

/**
 * Whether this row is the table's one tab stop. A context, so that moving the tab stop draws two rows' links again and
 * nothing else. Every link and button of a row takes its `tabIndex` from here.
 */
export const TabStop = createContext(false);

interface TableRowProps<Entry extends object> {
  row: TableEntry<Entry>;
  /** From the table's model. */
  cells: readonly TableCell<Entry>[];
  tabStop: boolean;
  className: string;
  card?: boolean;
  /** Further data attributes of the row. They must follow from the entry alone. */
  [data: `data-${string}`]: string | number | undefined;
}

function Draw<Entry extends object>(props: TableRowProps<Entry>) {
  const { row, cells, tabStop, className, card = false, ...data } = props;
  const entry = row.original;
  return (
    <TabStop value={tabStop}>
      <tr {...data} data-index={row.index} className={className}>
        {cells.map(({ id, look, draw, title }) => (
          <td key={id} className={cellClass(look, card)} dir={look.dir} title={title?.(entry) ?? undefined}>
            {draw(entry)}
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
    before.cells === after.cells &&
    before.tabStop === after.tabStop,
) as typeof Draw;
