'use client';

import { Check, Copy, X } from 'lucide-react';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { usePageKeys } from '@/components/shell/hotkey';
import { useKeyHint } from '@/components/shell/key-hint';
import type { DrawnColumn } from '@/components/table/column-look';
import type { RowFocus } from '@/components/table/use-row-focus';
import { Button } from '@/components/ui/button';
import { copyText } from '@/components/ui/copy-button';
import type { CustomerRow } from '@/lib/contracts/customer';
import type { ColumnId } from './customer-looks';

type Field = 'email' | 'phoneNumber';

/** The columns that can be copied, each with its words. */
const COPIED: Record<Field, { column: ColumnId; label: string; done: string }> = {
  email: { column: 'email', label: 'Copy e-mail', done: 'E-mail copied' },
  phoneNumber: { column: 'phone', label: 'Copy phone number', done: 'Phone number copied' },
};
const FIELDS = Object.keys(COPIED) as Field[];
const REFUSED = 'The browser did not allow copying';

/** How long a copy is confirmed, ms. */
const CONFIRM_FOR = 2_000;

interface CellCopyProps extends Following {
  columns: readonly DrawnColumn[];
}

interface Outcome {
  uuid: string;
  field: Field;
  copied: boolean;
}

/**
 * Buttons that copy the e-mail and the phone number of the row under the pointer, and of the row with the focus. One
 * component for the whole table draws them into the cells of these rows, so that the other cells stay light. The buttons
 * are no tab stops, because a table has one; the keys `m` and `p` copy from the row with the focus.
 */
export function CellCopy({ columns, ...following }: CellCopyProps) {
  const { body, rows } = following;
  useFocusOfCustomer(following);
  const [hovered, setHovered] = useState<number | null>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  useEffect(() => {
    const rowsOf = body.current;
    if (rowsOf === null) return;
    // This code came after the pointer or the focus.
    setHovered(indexOf(rowsOf.querySelector('tr:hover')));
    setFocused(indexOf(rowsOf.contains(document.activeElement) ? document.activeElement : null));
    const listeners = {
      pointerover: (event: Event) => setHovered(indexOf(event.target)),
      pointerleave: () => setHovered(null),
      focusin: (event: Event) => setFocused(indexOf(event.target)),
      focusout: () => setFocused(null),
    };
    for (const [name, listener] of Object.entries(listeners)) rowsOf.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) rowsOf.removeEventListener(name, listener);
    };
  }, [body]);

  const copy = async (index: number, field: Field) => {
    const row = rows[index];
    const value = row?.[field];
    if (!row || !value) return;
    const copied = await copyText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOutcome(null), CONFIRM_FOR);
    setOutcome({ uuid: row.uuid, field, copied });
  };

  const copying = (field: Field) => () => {
    // The rows of the page before: the key is meant for a row that is still coming.
    if (body.current?.closest('[aria-busy="true"]')) return 'wait';
    if (focused !== null) void copy(focused, field);
    return true;
  };
  // Without such a row there are no such keys, and the palette offers none.
  const row = focused === null ? undefined : rows[focused];
  usePageKeys({
    ...(row?.email && { copyEmail: copying('email') }),
    ...(row?.phoneNumber && { copyPhone: copying('phoneNumber') }),
  });
  const hints = { email: useKeyHint('copyEmail'), phoneNumber: useKeyHint('copyPhone') };

  const shown = [...new Set([hovered, focused])].flatMap((index) => {
    const row = index === null ? undefined : rows[index];
    return index === null || row === undefined ? [] : FIELDS.map((field) => ({ index, row, field }));
  });
  return (
    <>
      {shown.map(({ index, row, field }) => {
        const cell = cellOf(body.current, index, columns, COPIED[field].column);
        if (cell === null || !row[field]) return null;
        const done = outcome?.uuid === row.uuid && outcome.field === field ? outcome : null;
        const { label } = COPIED[field];
        return createPortal(
          <Button
            variant="ghost"
            size="icon"
            tabIndex={-1}
            aria-label={label}
            {...hints[field](label)}
            {...(done?.copied === false && { title: REFUSED })}
            // The focus stays where it is: the keys that move rows go on from there.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => void copy(index, field)}
            className="absolute inset-y-0 my-auto size-6 border border-line bg-surface text-muted hover:text-ink"
          >
            {done === null ? (
              <Copy aria-hidden className="size-3.5" />
            ) : done.copied ? (
              <Check aria-hidden className="size-3.5 text-good" />
            ) : (
              <X aria-hidden className="size-3.5 text-bad" />
            )}
          </Button>,
          cell,
          `${index} ${field}`,
        );
      })}
      <span role="status" className="sr-only">
        {outcome !== null && (outcome.copied ? COPIED[outcome.field].done : REFUSED)}
      </span>
    </>
  );
}

interface Following {
  body: RefObject<HTMLTableSectionElement | null>;
  rows: readonly CustomerRow[];
  /** Names the list and its page. */
  list: string;
  /** The rows are of another page, or newer ones are coming. */
  dimmed: boolean;
  focus: RowFocus;
}

/**
 * Rows keep their elements when newer rows of the same page come, so another customer may now stand where the focus is:
 * Enter would open the wrong person. The focus goes along with its customer. If the customer has left the page, the focus
 * goes to the table, where Enter opens nobody. Stands here because this code comes with the first focus in the rows.
 */
function useFocusOfCustomer({ body, rows, list, dimmed, focus: { moveTo } }: Following): void {
  const drawn = useRef<Pick<Following, 'rows' | 'list'>>(undefined);
  useLayoutEffect(() => {
    if (dimmed) return;
    const before = drawn.current;
    drawn.current = { rows, list };
    // A page that was just turned begins at its top.
    if (before === undefined || before.rows === rows || before.list !== list) return;
    const index = indexOf(body.current?.contains(document.activeElement) ? document.activeElement : null);
    const uuid = index === null ? undefined : before.rows[index]?.uuid;
    if (index === null || uuid === undefined || rows[index]?.uuid === uuid) return;
    const now = rows.findIndex((row) => row.uuid === uuid);
    if (now >= 0) moveTo(now);
    else leaveRows(body.current?.closest('table') ?? null);
  }, [body, rows, list, dimmed, moveTo]);
}

function leaveRows(table: HTMLTableElement | null): void {
  if (table === null) return;
  // For this moment only: a press in the table must not take the focus.
  table.tabIndex = -1;
  table.addEventListener('blur', () => table.removeAttribute('tabindex'), { once: true });
  table.focus({ preventScroll: true });
}

function indexOf(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('tr[data-index]') : null;
  return row === null ? null : Number(row.dataset.index);
}

function cellOf(
  body: HTMLElement | null,
  index: number,
  columns: readonly DrawnColumn[],
  id: ColumnId,
): Element | null {
  const place = columns.findIndex((column) => column.id === id);
  return body?.querySelector(`tr[data-index="${index}"]`)?.children[place] ?? null;
}
