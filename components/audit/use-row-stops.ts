'use client';

import { type FocusEvent, type KeyboardEvent, useState } from 'react';

const STEPS: Partial<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** One tab stop for the whole table: Tab enters it at one row, and arrow keys, `j` or `k` move between the rows. */
export function useRowStops() {
  const [active, setActive] = useState(0);
  return {
    active,
    onFocus: (event: FocusEvent<HTMLElement>) => {
      const index = event.target.closest<HTMLElement>('tr[data-index]')?.dataset.index;
      if (index !== undefined) setActive(Number(index));
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const step = STEPS[event.key];
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>('tr[data-index]') : null;
      if (step === undefined || !row || event.ctrlKey || event.metaKey || event.altKey) return;
      const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('tr[data-index]')];
      rows[rows.indexOf(row) + step]?.querySelector('button')?.focus();
      event.preventDefault();
    },
  };
}

export type RowStops = ReturnType<typeof useRowStops>;
