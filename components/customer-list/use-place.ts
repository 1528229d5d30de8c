'use client';

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { readPlace, writePlace } from '@/components/table/scroll-memory';
import type { RowFocus } from '@/components/table/use-row-focus';

/** Long enough that a scroll writes to the history once, short enough to be done before anybody clicks. */
const SETTLED_MS = 120;

export interface PlaceOptions {
  box: RefObject<HTMLDivElement | null>;
  /** What is on screen; a new page number, size or order is a new place. */
  page: { rows: readonly { uuid: string }[] } | undefined;
  /** Still the earlier page's rows, waiting for the asked one. */
  waiting: boolean;
  listKey: string;
  moveTo: RowFocus['moveTo'];
}

/**
 * Restores where the person was when a list page comes back (Back, Forward, reload), starts at the top when it is new,
 * and gives the focus back to the row that was opened.
 *
 * @returns `remember(opened)`: to be called right before leaving for a customer
 */
export function usePlace({ box, page, waiting, listKey, moveTo }: PlaceOptions): {
  remember: (opened: number | null) => void;
  /** The next page shown keeps this customer's row at the top, instead of starting there. */
  keepInView: (uuid: string) => void;
} {
  const settled = useRef<string | null>(null);
  const kept = useRef<string | null>(null);

  const remember = useCallback(
    (opened: number | null) => writePlace({ top: Math.round(box.current?.scrollTop ?? 0), opened }),
    [box],
  );

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !page || waiting || settled.current === listKey) return;
    const first = settled.current === null;
    settled.current = listKey;
    const place = readPlace();
    const keep = kept.current;
    kept.current = null;
    const keptRow = keep === null ? -1 : page.rows.findIndex(({ uuid }) => uuid === keep);
    const start = keptRow >= 0 ? keptRow : (place?.opened ?? 0);
    element.scrollTop = keptRow >= 0 ? rowTop(element, keptRow) : (place?.top ?? 0);
    const inRows = element.querySelector('tbody')?.contains(document.activeElement) ?? false;
    moveTo(start, { focus: inRows || (first && place?.opened != null), preventScroll: true });
  }, [box, page, waiting, listKey, moveTo]);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onScroll = () => {
      clearTimeout(timer);
      timer = setTimeout(() => remember(readPlace()?.opened ?? null), SETTLED_MS);
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

function rowTop(box: HTMLElement, index: number): number {
  const row = box.querySelector('tbody')?.rows[index];
  return row ? row.offsetTop - (box.querySelector('thead')?.offsetHeight ?? 0) : 0;
}
