'use client';

import { useCallback, useMemo } from 'react';
import { keptChoice, useKept } from '@/components/ui/kept-choice';
import { COLUMN_IDS, type ColumnId } from './column-ids';

/** Ids of hidden columns, nothing else. */
const choice = keptChoice('desk-hidden-columns');

export type Visibility = Partial<Record<ColumnId, boolean>>;

/** Which columns are shown, and how to change it. The server and the first paint show all. */
export function useColumnChoice(): [visibility: Visibility, setShown: (id: ColumnId, shown: boolean) => void] {
  const stored = useKept(choice);
  const hidden = useMemo(() => parseHidden(stored), [stored]);
  const visibility = useMemo<Visibility>(() => Object.fromEntries(hidden.map((id) => [id, false])), [hidden]);
  const setShown = useCallback((id: ColumnId, shown: boolean) => {
    const others = parseHidden(choice.read()).filter((other) => other !== id);
    choice.write((shown ? others : [...others, id]).join());
  }, []);
  return [visibility, setShown];
}

/** Somebody else may have written there: what isn't a column of ours is dropped. */
export function parseHidden(stored: string): ColumnId[] {
  const ids = stored.split(',');
  return COLUMN_IDS.filter((id) => id !== 'name' && ids.includes(id));
}
