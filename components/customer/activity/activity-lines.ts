import type { AuditEntry } from '@/lib/contracts/audit';
import { isLook } from '@/lib/contracts/audit-scopes';
import { foldLooks } from '@/lib/folded-events';

/** A line of the activity: an event, or repeated looks of one person. */
export interface ActivityLine {
  entries: readonly [AuditEntry, ...AuditEntry[]];
  /** Older looks that are not loaded may belong to this line. */
  mayBeMore: boolean;
}

/** Lines in the order of the page: one line, or looks that are shown on demand. */
export type ActivityPart = { line: ActivityLine } | { hidden: readonly ActivityLine[]; key: number };

/** Between two deeds so many lines of looks are shown at first. */
const LOOKS_SHOWN = 2;

/**
 * The activity as a person reads it: what was done stands line by line, and looks are folded. Longer runs of looks show
 * their newest lines, and the others on demand, so that what was done is never pushed away.
 *
 * @param loaded deeds and looks in any order
 * @param hasMoreDeeds older deeds are not loaded. Looks that may be older than one of them wait until it is loaded: else
 * they would stand before it, or fold across it
 * @param hasMoreLooks older looks are not loaded. Deeds need not wait for them: a deed is never hidden
 */
export function activityParts(
  loaded: readonly AuditEntry[],
  hasMoreDeeds: boolean,
  hasMoreLooks: boolean,
): ActivityPart[] {
  const lastDeed = loaded.reduce((least, { action, seq }) => (isLook(action) ? least : Math.min(least, seq)), Infinity);
  const entries = hasMoreDeeds ? loaded.filter(({ seq }) => seq >= lastDeed) : loaded;
  const folds = foldLooks(entries.toSorted((one, other) => other.seq - one.seq));
  const lastLook = entries.reduce(
    (least, { action, seq }) => (isLook(action) ? Math.min(least, seq) : least),
    Infinity,
  );
  const parts: ActivityPart[] = [];
  let run: ActivityLine[] = [];
  const endRun = () => {
    // One line alone is shown: the button would take its place.
    const shown = run.length === LOOKS_SHOWN + 1 ? run.length : LOOKS_SHOWN;
    parts.push(...run.slice(0, shown).map((line) => ({ line })));
    const hidden = run.slice(shown);
    if (hidden[0] !== undefined) parts.push({ hidden, key: hidden[0].entries[0].seq });
    run = [];
  };
  for (const [newest, ...others] of folds) {
    if (newest === undefined) continue;
    const mayBeMore = hasMoreLooks && (others.at(-1) ?? newest).seq === lastLook;
    const line: ActivityLine = { entries: [newest, ...others], mayBeMore };
    if (isLook(newest.action)) run.push(line);
    else {
      endRun();
      parts.push({ line });
    }
  }
  endRun();
  return parts;
}

/** How many looks these lines stand for. */
export function looksIn(lines: readonly ActivityLine[]): number {
  return lines.reduce((sum, { entries }) => sum + entries.length, 0);
}
