'use client';

import { FlexRender, type Row } from '@tanstack/react-table';
import { memo } from 'react';
import { cn } from '@/components/ui/cn';
import type { CustomerRow } from '@/lib/contracts/customer';
import type { features } from './columns';
import { TabStop } from './name-cell';

export interface TableRowProps {
  row: Row<typeof features, CustomerRow>;
  /** The visible columns, joined: what the row's cells depend on besides its data. */
  shown: string;
  tabStop: boolean;
}

/** A row is drawn again when its customer or the columns change, not when the pointer, the page or a sibling does. */
export const TableRow = memo(
  function TableRow({ row, tabStop }: TableRowProps) {
    return (
      <TabStop value={tabStop}>
        <tr
          data-index={row.index}
          className="group h-10 cursor-pointer bg-surface -outline-offset-2 hover:bg-sunken has-[a:focus-visible]:bg-accent-soft has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-accent"
        >
          {row.getVisibleCells().map((cell) => (
            <td
              key={cell.column.id}
              className={cn(
                'overflow-hidden whitespace-nowrap border-line border-b px-3 first:ps-4 last:pe-4',
                cell.column.id === 'name' && 'bg-inherit max-md:sticky max-md:start-0 max-md:z-[1] max-md:border-e',
              )}
            >
              <FlexRender cell={cell} />
            </td>
          ))}
        </tr>
      </TabStop>
    );
  },
  (before, after) =>
    before.row.original === after.row.original &&
    before.row.index === after.row.index &&
    before.shown === after.shown &&
    before.tabStop === after.tabStop,
);
