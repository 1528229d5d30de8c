/**
 * Where the person was in the list, kept in the history entry itself: Back (and reload) find exactly that entry's place,
 * a fresh visit finds none. Holds a scroll offset and a row's number, nothing about anybody.
 */
export interface Place {
  top: number;
  /** The row that was opened from here, counted within its page. */
  opened: number | null;
}

export function readPlace(): Place | null {
  const state: unknown = window.history.state;
  if (typeof state !== 'object' || state === null || !('desk' in state)) return null;
  const { top, opened } = state.desk as Partial<Place>;
  return { top: Number(top) || 0, opened: typeof opened === 'number' ? opened : null };
}

/** Next keeps its own state in the entry: it is handed back untouched, or Next would lose its way on Back. */
export function writePlace(place: Place): void {
  window.history.replaceState({ ...window.history.state, desk: place }, '');
}
