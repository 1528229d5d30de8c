/**
 * Where the pages began that led to this one. A keyset page knows the next one only; the way back is what the person came
 * by. Numbers of events and nothing else, for this tab: a page that was reloaded still knows its way.
 */
const KEY = 'desk-audit-pages';

/** The start of the page before `before` on the way here; `null` for the newest page, also when the way isn't known. */
export function newerThan(starts: readonly number[], before: number): number | null {
  return starts[starts.indexOf(before) - 1] ?? null;
}

/** The way to `next`, coming from the page that starts at `before` (`null`: the newest). */
export function withOlder(starts: readonly number[], before: number | null, next: number): number[] {
  if (before === null) return [next];
  const known = starts.indexOf(before);
  return known < 0 ? [before, next] : [...starts.slice(0, known + 1), next];
}

export function parseStarts(stored: string | null): number[] {
  return (stored ?? '')
    .split(',')
    .map(Number)
    .filter((seq) => Number.isSafeInteger(seq) && seq > 0);
}

export function readStarts(): number[] {
  try {
    return parseStarts(window.sessionStorage.getItem(KEY));
  } catch {
    // Storage is forbidden here: Newer leads to the newest page.
    return [];
  }
}

export function writeStarts(starts: readonly number[]): void {
  try {
    window.sessionStorage.setItem(KEY, starts.join());
  } catch {
    // As above.
  }
}
