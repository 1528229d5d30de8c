'use client';

import { type RefObject, useCallback, useMemo, useState } from 'react';
import { usePageKeys } from '@/components/shell/hotkey';

export interface RowSelection {
  /** The keys of the selected rows that are on screen, in the order of the rows. */
  keys: readonly string[];
  has: (key: string) => boolean;
  /** Rows of the choice before are still on screen: nothing can be selected until those of this choice are there. */
  waits: boolean;
  toggle: (key: string) => void;
  all: () => void;
  clear: () => void;
}

interface SelectionOptions {
  body: RefObject<HTMLTableSectionElement | null>;
  /** The rows' keys, in order. */
  rows: readonly string[];
  /** Names the choice that the rows belong to: another choice begins without a selection. */
  scope: string;
  /** Whether `rows` are still those of another choice. */
  stale: boolean;
  /** Moves the focus to a row. */
  moveTo: (index: number) => void;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Rows that a person has selected. Space selects the row with the focus, or takes it out again; Shift with an arrow, `J` or
 * `K` goes on to the next row and selects both. The keys work inside the rows, where the focus is on a row's own link.
 * While rows of another choice are on screen, keys wait for the rows that they are meant for.
 */
export function useRowSelection({ body, rows, scope, stale, moveTo }: SelectionOptions): RowSelection {
  const [kept, setKept] = useState({ scope, chosen: NONE });
  const chosen = kept.scope === scope ? kept.chosen : NONE;
  const keys = useMemo(() => rows.filter((key) => chosen.has(key)), [rows, chosen]);
  // For good: the way back to the choice before begins without a selection, too. A row that comes back into the list is
  // not selected by itself either.
  if (kept.scope !== scope) setKept({ scope, chosen: NONE });
  else if (!stale && keys.length < chosen.size) setKept({ scope, chosen: new Set(keys) });
  const change = useCallback(
    (to: (chosen: ReadonlySet<string>) => ReadonlySet<string>) => {
      if (!stale) setKept((before) => ({ scope, chosen: to(before.scope === scope ? before.chosen : NONE) }));
    },
    [scope, stale],
  );
  const toggle = useCallback(
    (key: string) =>
      change((before) => {
        const after = new Set(before);
        if (!after.delete(key)) after.add(key);
        return after;
      }),
    [change],
  );

  const focused = (): number => {
    const row = body.current?.contains(document.activeElement)
      ? document.activeElement?.closest<HTMLElement>('tr[data-index]')
      : null;
    return row == null ? -1 : Number(row.dataset.index);
  };
  const extend = (step: 1 | -1) => {
    const index = focused();
    const key = rows[index];
    if (key === undefined) return false;
    if (stale) return 'wait';
    const next = rows[index + step];
    change((before) => new Set([...before, key, ...(next === undefined ? [] : [next])]));
    if (next !== undefined) moveTo(index + step);
    return true;
  };
  usePageKeys({
    selectRow: ({ repeat }) => {
      const key = rows[focused()];
      // A button in the row is pressed by Space.
      if (key === undefined || document.activeElement instanceof HTMLButtonElement) return false;
      if (stale) return 'wait';
      if (!repeat) toggle(key);
      return true;
    },
    selectNext: () => extend(1),
    selectPrevious: () => extend(-1),
  });

  return useMemo(
    () => ({
      keys,
      has: (key) => chosen.has(key),
      waits: stale,
      toggle,
      all: () => change(() => new Set(rows)),
      clear: () => change(() => NONE),
    }),
    [rows, keys, chosen, stale, toggle, change],
  );
}
