'use client';

import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { COLUMN_IDS, type ColumnId } from './column-ids';

/** Ids of hidden columns, nothing else, per browser. */
const KEY = 'desk-hidden-columns';
/** The browser's own `storage` event only reaches other tabs. */
const CHANGED = 'desk-hidden-columns-changed';

export type Visibility = Partial<Record<ColumnId, boolean>>;

/** Which columns are shown, and how to change it. The server and the first paint show all. */
export function useColumnChoice(): [visibility: Visibility, setShown: (id: ColumnId, shown: boolean) => void] {
  const stored = useSyncExternalStore(subscribe, read, () => '');
  const hidden = useMemo(() => parseHidden(stored), [stored]);
  const visibility = useMemo<Visibility>(() => Object.fromEntries(hidden.map((id) => [id, false])), [hidden]);
  const setShown = useCallback((id: ColumnId, shown: boolean) => {
    const others = parseHidden(read()).filter((other) => other !== id);
    write(shown ? others : [...others, id]);
  }, []);
  return [visibility, setShown];
}

/** Somebody else may have written there: what isn't a column of ours is dropped. */
export function parseHidden(stored: string): ColumnId[] {
  const ids = stored.split(',');
  return COLUMN_IDS.filter((id) => id !== 'name' && ids.includes(id));
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('storage', onChange);
  window.addEventListener(CHANGED, onChange);
  return () => {
    window.removeEventListener('storage', onChange);
    window.removeEventListener(CHANGED, onChange);
  };
}

let unsaved: string | null = null;

function read(): string {
  try {
    return unsaved ?? window.localStorage.getItem(KEY) ?? '';
  } catch {
    return unsaved ?? '';
  }
}

function write(hidden: readonly ColumnId[]): void {
  const text = hidden.join(',');
  try {
    window.localStorage.setItem(KEY, text);
    unsaved = null;
  } catch {
    // Storage is off or full: the choice lasts as long as the tab.
    unsaved = text;
  }
  window.dispatchEvent(new Event(CHANGED));
}
