'use client';

import { useEffect, useLayoutEffect } from 'react';

/** Call in the frame of the page: React answers clicks from its first effect on, and the page scrolls after that. */
export function useFrameTaken(): void {
  useLayoutEffect(() => {
    window.deskPresses?.frameTaken();
    // For tests, as the mark of the page.
    performance.mark('desk-frame-taken');
  }, []);
}

/**
 * Place it behind everything that a page shows: its effect then runs when the page's own listeners are there. What a
 * person has pressed before is done now. The code for that comes only if anything was pressed.
 */
export function PageTaken() {
  useEffect(() => {
    const presses = window.deskPresses?.pageTaken() ?? [];
    // For tests: from here on, the page answers by itself.
    performance.mark('desk-page-taken');
    if (presses.length > 0) void import('./replay-presses').then(({ replay }) => replay(presses));
  }, []);
  return null;
}
