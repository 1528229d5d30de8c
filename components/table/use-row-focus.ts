'use client';

import { type FocusEvent, type RefObject, startTransition, useCallback, useState } from 'react';
import { type Press, usePageKeys } from '@/components/shell/hotkey';
import { isSingleCharacter } from '@/lib/shortcuts';

export interface RowFocus {
  /** The row that Tab leads to, counted within the page. */
  active: number;
  onFocus: (event: FocusEvent<HTMLElement>) => void;
  /** Moves the focus to what opens in a row, else to the row itself; `focus: false` moves the tab stop alone. */
  moveTo: (index: number, options?: { focus?: boolean; preventScroll?: boolean }) => void;
}

/** Controls that open something. A button that acts at once, such as End, never gets the focus by a key that moves. */
const OPENERS = 'a, [aria-expanded]';

/**
 * One tab stop for all rows; arrows, `j`/`k`, Home and End move the focus between rows. The focus sits on the row's
 * own link, menu or details, so Enter, the middle button and a screen reader's list of links work without code of ours.
 *
 * @param keys `page`: the keys work wherever the focus is, and enter the rows from outside. `rows`: arrows, Home and End
 * work only inside a row, for pages on which they scroll; `j` and `k` enter the rows all the same
 */
export function useRowFocus(
  body: RefObject<HTMLElement | null>,
  count: number,
  keys: 'page' | 'rows' = 'page',
): RowFocus {
  const [wanted, setWanted] = useState(0);
  const active = Math.min(wanted, Math.max(0, count - 1));
  // Where Tab would lead shows nothing: a press that moves the focus, or opens the row, must not wait for it.
  const want = useCallback((index: number) => startTransition(() => setWanted(index)), []);

  const moveTo = useCallback<RowFocus['moveTo']>(
    (index, { focus = true, preventScroll = false } = {}) => {
      want(index);
      const row = body.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
      if (!focus || !row) return;
      (row.querySelector<HTMLElement>(OPENERS) ?? row).focus({ preventScroll: true });
      // WebKit keeps the room of the sticky head (`scroll-padding`) free for this call, and not for the focus.
      if (!preventScroll) row.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    },
    [body, want],
  );

  const step = ({ key }: Press) => {
    if (count === 0) return false;
    const focused = body.current?.contains(document.activeElement) ? document.activeElement : null;
    const row = rowOf(focused);
    // A page may have two tables: the keys belong to the one with the focus.
    if (focused === null && rowOf(document.activeElement) !== null) return false;
    if (row === null && (focused !== null || (keys === 'rows' && !isSingleCharacter(key)))) return false;
    const target = targetRow(key, row, active, count);
    if (target === null) return false;
    moveTo(target);
    return true;
  };
  usePageKeys({ nextRow: step, previousRow: step, firstRow: step, lastRow: step });

  const onFocus = useCallback(
    ({ target }: FocusEvent<HTMLElement>) => {
      const row = rowOf(target);
      if (row !== null) want(row);
    },
    [want],
  );

  return { active, onFocus, moveTo };
}

/** The row in which an element is, counted within the page; `null` outside the rows. */
function rowOf(element: Element | null): number | null {
  const index = element?.closest<HTMLElement>('[data-index]')?.dataset.index;
  return index === undefined ? null : Number(index);
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
