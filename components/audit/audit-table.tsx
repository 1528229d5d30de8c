'use client';

import { Fragment, type MouseEvent, useId, useRef, useState } from 'react';
import { SkeletonRows } from '@/components/table/skeleton-rows';
import { TableFrame } from '@/components/table/table-frame';
import { useTableModel } from '@/components/table/table-model';
import { TableRow } from '@/components/table/table-row';
import { useRowFocus } from '@/components/table/use-row-focus';
import type { AuditEntry } from '@/lib/contracts/audit';
import { auditColumns, OpenDetails } from './audit-columns';
import type { Filters } from './audit-state';
import { EventDetails } from './event-details';

const NO_ENTRIES: AuditEntry[] = [];
const SKELETONS = 30;

interface AuditTableProps {
  /** `undefined` while the first entries are on their way. */
  entries: readonly AuditEntry[] | undefined;
  /** The rows are of an earlier state; newer ones are coming. */
  dimmed: boolean;
  onFilter: (change: Partial<Filters>) => void;
}

/** The audit events in rows. A press anywhere in a row opens or closes the event's details below it. */
export function AuditTable({ entries, dimmed, onFilter }: AuditTableProps) {
  const id = useId();
  const body = useRef<HTMLTableSectionElement>(null);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const table = useTableModel(auditColumns, entries ?? NO_ENTRIES);
  const { active, onFocus } = useRowFocus(body, entries?.length ?? 0, 'rows');

  const toggle = (seq: number) =>
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(seq)) after.add(seq);
      return after;
    });

  const press = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const index = target.closest<HTMLElement>('tr[data-index]')?.dataset.index;
    const entry = index === undefined ? undefined : entries?.[Number(index)];
    if (entry === undefined || target.closest('a')) return;
    // A person who marks text in the row wants to copy it. A press on the row's button is meant.
    if (target.closest('button') || window.getSelection()?.type !== 'Range') toggle(entry.seq);
  };

  return (
    <TableFrame
      label="Audit events"
      columns={table.columns}
      busy={entries === undefined || dimmed}
      dimmed={dimmed}
      ref={body}
      onClickCapture={press}
      onFocus={onFocus}
    >
      {entries === undefined ? (
        <SkeletonRows columns={table.columns} count={SKELETONS} />
      ) : (
        table.rows.map((row) => {
          const entry = row.original;
          const detailsId = open.has(entry.seq) ? `${id}-${entry.seq}` : undefined;
          return (
            <Fragment key={entry.seq}>
              <OpenDetails value={detailsId}>
                <TableRow
                  row={row}
                  cells={table.cells}
                  tabStop={row.index === active}
                  className="h-10 bg-surface hover:bg-sunken"
                  data-seq={entry.seq}
                />
              </OpenDetails>
              {detailsId && (
                <tr id={detailsId} className="bg-sunken">
                  <td colSpan={table.columns.length} className="border-line border-b p-0">
                    <EventDetails entry={entry} onFilter={onFilter} />
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })
      )}
    </TableFrame>
  );
}
