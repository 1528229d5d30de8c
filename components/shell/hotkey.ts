'use client';

import { useEffect, useEffectEvent } from 'react';

/** Whether a key is meant for the page: not typed into a box, an open dialog or a menu. */
function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return true;
  return (
    !target.isContentEditable &&
    target.closest('input, textarea, select, [role="dialog"], [role="menu"], [role="alertdialog"]') === null
  );
}

/** Calls `handle` for each key that is meant for the page. `handle` returns `true` when it used the key. */
export function usePageKeys(handle: (event: KeyboardEvent) => boolean | undefined): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isForPage(event) && handle(event)) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
