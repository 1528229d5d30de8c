'use client';

import { Fragment, type MouseEvent, useCallback, useId, useState } from 'react';
import { cn } from '@/components/ui/cn';
import type { AuditEntry } from '@/lib/contracts/audit';
import { AUDIT_COLUMNS, AUDIT_WIDTH } from './audit-columns';
import { AuditHead } from './audit-head';
import { AuditRow } from './audit-row';
import { AuditSkeleton } from './audit-skeleton';
import type { Filters } from './audit-state';
import { EventDetails } from './event-details';
import { useRowStops } from './use-row-stops';

export interface AuditTableProps {
  /** `undefined` while the first ones are on their way. */
  entries: readonly AuditEntry[] | undefined;
  /** The rows are of an earlier state; newer ones are coming. */
  dimmed: boolean;
  onFilter: (change: Partial<Filters>) => void;
}

export function AuditTable({ entries, dimmed, onFilter }: AuditTableProps) {
  const id = useId();
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const { active, onFocus, onKeyDown } = useRowStops();
  const toggle = useCallback((seq: number) => {
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(seq)) after.add(seq);
      return after;
    });
  }, []);

  /** The whole row is there to press, for a mouse; keys have its button. */
  const press = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const seq = target.closest<HTMLElement>('tr[data-seq]')?.dataset.seq;
    if (seq === undefined || target.closest('a, button') || window.getSelection()?.type === 'Range') return;
    toggle(Number(seq));
  };

  return (
    <table
      aria-label="Audit events"
      aria-busy={entries === undefined || dimmed}
      style={{ minWidth: AUDIT_WIDTH }}
      className="w-full table-fixed border-separate border-spacing-0"
    >
      <AuditHead />
      <tbody
        onClickCapture={press}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        className={cn('transition-opacity', dimmed && 'opacity-50')}
      >
        {entries === undefined ? (
          <AuditSkeleton />
        ) : (
          entries.map((entry, index) => {
            const detailsId = open.has(entry.seq) ? `${id}-${entry.seq}` : undefined;
            return (
              <Fragment key={entry.seq}>
                <AuditRow
                  entry={entry}
                  index={index}
                  tabStop={index === Math.min(active, entries.length - 1)}
                  opens={detailsId}
                  onToggle={toggle}
                />
                {detailsId && (
                  <tr id={detailsId} className="bg-sunken">
                    <td colSpan={AUDIT_COLUMNS.length} className="border-line border-b p-0">
                      <EventDetails entry={entry} onFilter={onFilter} />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })
        )}
      </tbody>
    </table>
  );
}
