'use client';

import { Fragment, type MouseEvent, useId, useMemo, useRef, useState } from 'react';
import { SkeletonRows } from '@/components/table/skeleton-rows';
import { TableFrame } from '@/components/table/table-frame';
import { useTableModel } from '@/components/table/table-model';
import { TableRow } from '@/components/table/table-row';
import { useRowFocus } from '@/components/table/use-row-focus';
import type { AuditEntry, AuditNames } from '@/lib/contracts/audit';
import { auditColumns, OpenDetails } from './audit-columns';
import { auditRows, rowKey } from './audit-rows';
import type { Filters } from './audit-state';
import { EventDetails } from './event-details';

const NO_FOLDS: AuditEntry[][] = [];
const NO_NAMES: AuditNames = { people: {}, customers: {} };
const SKELETONS = 30;

interface AuditTableProps {
  /** The events with repeated looks folded; `undefined` while the first ones are on their way. */
  folds: readonly (readonly AuditEntry[])[] | undefined;
  names?: AuditNames | undefined;
  /** The rows are of an earlier state; newer ones are coming. */
  dimmed: boolean;
  onFilter: (change: Partial<Filters>) => void;
}

/**
 * The audit events in rows. A press anywhere in a row opens or closes what is below it: the event's details, or the events
 * of a fold.
 */
export function AuditTable({ folds, names = NO_NAMES, dimmed, onFilter }: AuditTableProps) {
  const id = useId();
  const body = useRef<HTMLTableSectionElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => auditRows(folds ?? NO_FOLDS, names, open), [folds, names, open]);
  const table = useTableModel(auditColumns, rows);
  const { active, onFocus } = useRowFocus(body, rows.length, 'rows');

  const toggle = (key: string) =>
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });

  const press = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const index = target.closest<HTMLElement>('tr[data-index]')?.dataset.index;
    const row = index === undefined ? undefined : rows[Number(index)];
    if (row === undefined || target.closest('a')) return;
    // A person who marks text in the row wants to copy it. A press on the row's button is meant.
    if (target.closest('button') || window.getSelection()?.type !== 'Range') toggle(rowKey(row));
  };

  return (
    <TableFrame
      label="Audit events"
      phoneCards
      columns={table.columns}
      busy={folds === undefined || dimmed}
      dimmed={dimmed}
      ref={body}
      onClickCapture={press}
      onFocus={onFocus}
    >
      {folds === undefined ? (
        <SkeletonRows columns={table.columns} count={SKELETONS} />
      ) : (
        table.rows.map((row) => {
          const { entry, folded } = row.original;
          const key = rowKey(row.original);
          const belowId = open.has(key) ? `${id}-${folded === null ? key : entry.seq}` : undefined;
          const isUnfolded = belowId !== undefined && folded !== null;
          return (
            <Fragment key={key}>
              <OpenDetails value={belowId}>
                <TableRow
                  row={row}
                  cells={table.cells}
                  tabStop={row.index === active}
                  className="h-10 bg-surface hover:bg-sunken"
                  data-seq={isUnfolded ? undefined : entry.seq}
                />
              </OpenDetails>
              {belowId && folded === null && (
                <tr id={belowId} className="bg-sunken">
                  <td colSpan={table.columns.length} className="border-line border-b p-0">
                    <EventDetails entry={entry} names={names} onFilter={onFilter} />
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
