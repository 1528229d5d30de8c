'use client';

import { type FocusEvent, type RefObject, useCallback, useState } from 'react';
import { usePageKeys } from '@/components/shell/hotkey';

export interface RowFocus {
  /** The row that Tab leads to, counted within the page. */
  active: number;
  onFocus: (event: FocusEvent<HTMLElement>) => void;
  /** Moves the focus to a row's link; without `focus` only the tab stop moves. */
  moveTo: (index: number, options?: { focus?: boolean; preventScroll?: boolean }) => void;
}

/**
 * One tab stop for all rows; arrows, `j`/`k`, Home and End move it. The focus sits on the row's link, so Enter, the
 * middle button and a screen reader's link list work without any code of ours.
 */
export function useRowFocus(body: RefObject<HTMLTableSectionElement | null>, count: number): RowFocus {
  const [wanted, setWanted] = useState(0);
  const active = Math.min(wanted, Math.max(0, count - 1));

  const moveTo = useCallback<RowFocus['moveTo']>(
    (index, { focus = true, preventScroll = false } = {}) => {
      setWanted(index);
      if (focus) body.current?.rows[index]?.querySelector('a')?.focus({ preventScroll });
    },
    [body],
  );

  usePageKeys((event) => {
    if (count === 0) return false;
    const inside = body.current?.contains(document.activeElement) ?? false;
    const target = targetRow(event.key, inside ? active : null, active, count);
    if (target === null) return false;
    moveTo(target);
    return true;
  });

  const onFocus = useCallback((event: FocusEvent<HTMLElement>) => {
    const index = event.target.closest('tr')?.dataset.index;
    if (index !== undefined) setWanted(Number(index));
  }, []);

  return { active, onFocus, moveTo };
}

/** From outside the rows, the first step enters them where they were left. */
function targetRow(key: string, current: number | null, entry: number, count: number): number | null {
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return current === null ? entry : Math.min(current + 1, count - 1);
    case 'k':
    case 'ArrowUp':
      return current === null ? entry : Math.max(current - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
