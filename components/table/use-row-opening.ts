'use client';

import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react';
import { prepareCustomer, useCustomerOpening } from '@/components/address/customer-stage';
import { routes } from '@/lib/routes';

/**
 * Milliseconds from the first press to the second one. Systems count two presses as a double click for up to 500; most
 * people take less than half of that.
 */
const DOUBLE_CLICK_MS = 250;

/** Milliseconds. A pointer that rests this long on a row is likely to press. */
const INTENT_MS = 80;

/** How long a row stays marked, ms, when the router has to load the page. */
const MARKED_FOR = 2_000;

interface RowOpening {
  'data-opens': 'customer';
  onPointerOver: (event: PointerEvent<HTMLElement>) => void;
  onPointerDownCapture: (event: PointerEvent<HTMLElement>) => void;
  onClickCapture: (event: MouseEvent<HTMLElement>) => void;
  onAuxClick: (event: MouseEvent<HTMLElement>) => void;
}

/**
 * The handlers of a table's body: a press anywhere in a row opens the row's customer, in a new tab where the browser's own
 * links would. The row's plain links are links to that customer; buttons and labels in the row act by themselves.
 *
 * A double click selects the word under it, so that a person can copy a phone number, and must not open the page, because
 * opening is recorded. So a press with a mouse waits for a second press (decision 27): from the first press on, not from
 * its click, and the row is marked meanwhile. Fingers select nothing by two taps and never wait.
 *
 * @param uuidOf the customer of the row with this index
 * @param onOpen called before the customer opens in this tab
 */
export function useRowOpening(
  uuidOf: (index: number) => string | undefined,
  onOpen: (index: number) => void = () => {},
): RowOpening {
  const openCustomer = useCustomerOpening();
  const press = useRef<{ at: number; byMouse: boolean }>({ at: 0, byMouse: true });
  const opening = useRef<() => void>(() => {});
  const resting = useRef<{ uuid: string | undefined; timer: ReturnType<typeof setTimeout> | undefined }>(undefined);
  useEffect(
    () => () => {
      opening.current();
      clearTimeout(resting.current?.timer);
    },
    [],
  );

  const rowAt = (target: EventTarget) => {
    const row = (target as HTMLElement).closest<HTMLElement>('tr[data-index]');
    const index = Number(row?.dataset.index);
    const uuid = row ? uuidOf(index) : undefined;
    return row && uuid !== undefined ? { row, index, uuid } : null;
  };

  const open = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const at = rowAt(target);
    if (at === null || event.button > 1 || target.closest('button, label')) return;
    const newTab = event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey;
    // Enter in a row of the page before, while the next one is coming: nobody means that customer any more.
    if (event.detail === 0 && target.closest('[aria-busy="true"]')) return event.preventDefault();
    if (!newTab) onOpen(at.index);
    if (target.closest('a')) {
      // The browser knows every other way to follow a link.
      if (newTab || event.altKey || event.defaultPrevented) return;
      event.preventDefault();
      opening.current();
      openCustomer(at.uuid);
      return;
    }
    if (newTab) return void window.open(routes.customer(at.uuid), '_blank', 'noopener');
    opening.current();
    if (event.detail > 1 || isSelecting(at.row)) return;
    const { at: since, byMouse } = press.current;
    const wait = byMouse && event.detail === 1 ? DOUBLE_CLICK_MS - (event.timeStamp - since) : 0;
    const unmark = mark(at.row);
    const timer = setTimeout(() => {
      opening.current = () => {};
      if (isSelecting(at.row)) return unmark();
      if (openCustomer(at.uuid)) unmark();
      else setTimeout(unmark, MARKED_FOR);
    }, wait);
    opening.current = () => {
      clearTimeout(timer);
      unmark();
      opening.current = () => {};
    };
  };

  return {
    // Presses before hydration go by this (`shell/early/record-presses.ts`).
    'data-opens': 'customer',
    // The code only: the desk asks for the record when a person opens it, because opening is audited.
    onPointerOver: ({ target }) => {
      const uuid = rowAt(target)?.uuid;
      if (uuid === resting.current?.uuid) return;
      clearTimeout(resting.current?.timer);
      resting.current = { uuid, timer: uuid === undefined ? undefined : setTimeout(prepareCustomer, INTENT_MS) };
    },
    onPointerDownCapture: ({ pointerType, timeStamp }) => {
      // A second press ends the opening that the first one began.
      opening.current();
      press.current = { at: timeStamp, byMouse: pointerType === 'mouse' };
    },
    onClickCapture: open,
    onAuxClick: open,
  };
}

/** Shows at once that the press was noticed. An attribute of ours that React does not draw. */
function mark(row: HTMLElement): () => void {
  row.dataset.opening = '';
  return () => delete row.dataset.opening;
}

/** A person who has just marked an e-mail address to copy it wants to stay on the page. */
function isSelecting(row: HTMLElement): boolean {
  const selection = window.getSelection();
  return selection !== null && selection.type === 'Range' && selection.containsNode(row, true);
}
