'use client';

import { useCallback, useMemo } from 'react';
import { type KeptChoice, useKept } from '@/components/ui/kept-choice';

/** `false` hides a column. */
export type Visibility = Readonly<Record<string, boolean>>;

/**
 * Which columns this browser hides, and how to change that. The server and the first paint show all columns.
 *
 * @param kept holds the ids of hidden columns and nothing else
 * @param hideable the ids that may be hidden, at module scope
 */
export function useColumnChoice(
  kept: KeptChoice,
  hideable: readonly string[],
): [visibility: Visibility, setShown: (id: string, shown: boolean) => void] {
  const stored = useKept(kept);
  const visibility = useMemo<Visibility>(
    () => Object.fromEntries(parseHidden(stored, hideable).map((id) => [id, false])),
    [stored, hideable],
  );
  const setShown = useCallback(
    (id: string, shown: boolean) => {
      const others = parseHidden(kept.read(), hideable).filter((other) => other !== id);
      kept.write((shown ? others : [...others, id]).join());
    },
    [kept, hideable],
  );
  return [visibility, setShown];
}

/** Other programs may write to the browser's storage: drops everything that is not the id of a hideable column. */
export function parseHidden(stored: string, hideable: readonly string[]): string[] {
  const ids = stored.split(',');
  return hideable.filter((id) => ids.includes(id));
}
