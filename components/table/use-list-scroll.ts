'use client';

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { RowFocus } from './use-row-focus';

/** Milliseconds. One scroll writes to the history once, and the write is done before a person can click. */
const SETTLED_MS = 120;

/**
 * How far a list was scrolled, kept in the history entry itself: Back and reload find the scroll of exactly that entry,
 * and a fresh visit finds none. Holds an offset and a row's number, nothing about any customer.
 */
interface ListScroll {
  top: number;
  /** The row that was opened from here, counted within its page. */
  opened: number | null;
}

function readScroll(): ListScroll | null {
  const state: unknown = window.history.state;
  if (typeof state !== 'object' || state === null || !('desk' in state)) return null;
  const { top, opened } = state.desk as Partial<ListScroll>;
  return { top: Number(top) || 0, opened: typeof opened === 'number' ? opened : null };
}

/** Next keeps its own state in the entry. This write hands that state back untouched, or Back would fail in Next. */
function writeScroll(scroll: ListScroll): void {
  window.history.replaceState({ ...window.history.state, desk: scroll }, '');
}

interface ListScrollOptions {
  box: RefObject<HTMLDivElement | null>;
  /** The rows on screen. */
  page: { rows: readonly { uuid: string }[] } | undefined;
  /** The rows are still those of an earlier page. */
  waiting: boolean;
  /** Names the list and its page: another key starts at the top. */
  listKey: string;
  moveTo: RowFocus['moveTo'];
}

/**
 * Restores the scroll when a list page comes back (Back, Forward, reload), starts a new page at the top, and gives the
 * focus back to the row that was opened.
 */
export function useListScroll({ box, page, waiting, listKey, moveTo }: ListScrollOptions): {
  /** Call right before the page opens a customer, with that row's index. */
  remember: (opened: number | null) => void;
  /** The next page keeps this customer's row at the top, instead of starting at its own first row. */
  keepInView: (uuid: string) => void;
} {
  const settled = useRef<string | null>(null);
  const kept = useRef<string | null>(null);

  const remember = useCallback(
    (opened: number | null) => writeScroll({ top: Math.round(box.current?.scrollTop ?? 0), opened }),
    [box],
  );

  // A list that comes back from behind a customer restores its scroll like a list that has just been opened.
  useLayoutEffect(
    () => () => {
      settled.current = null;
    },
    [],
  );

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !page || waiting || settled.current === listKey) return;
    const first = settled.current === null;
    settled.current = listKey;
    const scroll = readScroll();
    const keep = kept.current;
    kept.current = null;
    const keptRow = keep === null ? -1 : page.rows.findIndex(({ uuid }) => uuid === keep);
    const start = keptRow >= 0 ? keptRow : (scroll?.opened ?? 0);
    element.scrollTop = keptRow >= 0 ? rowTop(element, keptRow) : (scroll?.top ?? 0);
    const inRows = element.querySelector('tbody')?.contains(document.activeElement) ?? false;
    moveTo(start, { focus: inRows || (first && scroll?.opened != null), preventScroll: true });
  }, [box, page, waiting, listKey, moveTo]);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onScroll = () => {
      clearTimeout(timer);
      timer = setTimeout(() => remember(readScroll()?.opened ?? null), SETTLED_MS);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(timer);
      element.removeEventListener('scroll', onScroll);
    };
  }, [box, remember]);

  const keepInView = useCallback((uuid: string) => {
    kept.current = uuid;
  }, []);
  return { remember, keepInView };
}

/** The first row that the head does not cover, counted within the page. The header cells stick, not the `thead`. */
export function firstRowInView(box: HTMLElement | null): number {
  const head = box?.querySelector('th')?.getBoundingClientRect().bottom ?? 0;
  const rows = [...(box?.querySelector('tbody')?.rows ?? [])];
  const index = rows.findIndex((row) => row.getBoundingClientRect().top >= head - 1);
  return Math.max(0, index);
}

function rowTop(box: HTMLElement, index: number): number {
  const row = box.querySelector('tbody')?.rows[index];
  return row ? row.offsetTop - (box.querySelector('thead')?.offsetHeight ?? 0) : 0;
}
