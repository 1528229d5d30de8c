'use client';

import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { subscribe } from './page-address';

/**
 * For dialogs that show or export what the page under them shows: calls `close` as soon as Back, Forward or a script
 * changes the page's address or its history entry. Not for a form with typed text, which has to ask first.
 */
export function useClosesWithView(close: () => void): void {
  const [opened] = useState(readEntry);
  const now = useSyncExternalStore(subscribe, readEntry, () => opened);
  const leave = useEffectEvent(close);
  useEffect(() => {
    if (now !== opened) leave();
  }, [now, opened]);
}

function readEntry(): string {
  const state = window.history.state as { deskEntry?: string } | null;
  return `${window.location.pathname}${window.location.search} ${state?.deskEntry ?? ''}`;
}
