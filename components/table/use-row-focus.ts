'use client';

import { type FocusEvent, type RefObject, useCallback, useState } from 'react';
import { usePageKeys } from '@/components/shell/hotkey';

export interface RowFocus {
  /** The row that Tab leads to, counted within the page. */
  active: number;
  onFocus: (event: FocusEvent<HTMLElement>) => void;
  /** Moves the focus to a row's first link or button. With `focus: false` only the tab stop moves. */
  moveTo: (index: number, options?: { focus?: boolean; preventScroll?: boolean }) => void;
}

/**
 * One tab stop for all rows; arrows, `j`/`k`, Home and End move the focus between rows. The focus sits on the row's
 * own link or button, so Enter, the middle button and a screen reader's list of links work without code of ours.
 *
 * @param keys `page`: the keys work wherever the focus is, and enter the rows from outside. `rows`: only inside a row,
 * for pages on which the arrows scroll
 */
export function useRowFocus(
  body: RefObject<HTMLTableSectionElement | null>,
  count: number,
  keys: 'page' | 'rows' = 'page',
): RowFocus {
  const [wanted, setWanted] = useState(0);
  const active = Math.min(wanted, Math.max(0, count - 1));

  const moveTo = useCallback<RowFocus['moveTo']>(
    (index, { focus = true, preventScroll = false } = {}) => {
      setWanted(index);
      const control = `tr[data-index="${index}"] :is(a, button)`;
      if (focus) body.current?.querySelector<HTMLElement>(control)?.focus({ preventScroll });
    },
    [body],
  );

  usePageKeys((event) => {
    if (count === 0) return false;
    const focused = body.current?.contains(document.activeElement) ? document.activeElement : null;
    const inside = focused?.closest('tr[data-index]') != null;
    if (!inside && (focused !== null || keys === 'rows')) return false;
    const target = targetRow(event.key, inside ? active : null, active, count);
    if (target === null) return false;
    moveTo(target);
    return true;
  });

  const onFocus = useCallback((event: FocusEvent<HTMLElement>) => {
    const index = event.target.closest<HTMLElement>('tr[data-index]')?.dataset.index;
    if (index !== undefined) setWanted(Number(index));
  }, []);

  return { active, onFocus, moveTo };
}

/**
 * The row that a key leads to; `null` when the key means nothing here.
 *
 * @param current the focused row; `null` when the focus is outside the rows
 * @param entry the row by which the first step from outside enters: the row that was left
 */
export function targetRow(key: string, current: number | null, entry: number, count: number): number | null {
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
