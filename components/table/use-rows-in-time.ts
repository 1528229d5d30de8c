'use client';

import { useDeferredValue, useLayoutEffect, useRef } from 'react';

/**
 * Milliseconds. A machine that takes longer to draw a page of rows draws the rest of the page first, so that a press shows
 * at once. A quicker machine draws both in one frame: two passes would only make the rows come later.
 */
const IN_ONE_FRAME_MS = 50;

/** How long this tab took to draw the rows of a list the last time, milliseconds. */
let lastDraw = 0;

/** The rows to draw now: the latest ones, or the ones before them while a slow machine draws what is small. */
export function useRowsInTime<Rows>(latest: Rows): Rows {
  const began = performance.now();
  const drawn = useRef<Rows>(undefined);
  const later = useDeferredValue(latest);
  const rows = rowsInTime(latest, later, drawn.current, lastDraw);
  useLayoutEffect(() => {
    // A list that comes back from behind a customer runs its effects again, and draws nothing.
    if (drawn.current === rows) return;
    drawn.current = rows;
    lastDraw = performance.now() - began;
  });
  return rows;
}

/**
 * Rows that are on screen stay there. A draw that took long makes the next ones wait, and React still holds the rows
 * before these for the deferred value: to go back to them would take the focus, and the place, from the row that has it.
 *
 * @param later the deferred value: the rows before the latest ones, until React has time
 * @param drawn the rows on screen
 * @param took how long the last draw took, ms
 */
export function rowsInTime<Rows>(latest: Rows, later: Rows, drawn: Rows | undefined, took: number): Rows {
  return took > IN_ONE_FRAME_MS && drawn !== latest ? later : latest;
}
