import type { AuditEntry, AuditNames } from '@/lib/contracts/audit';

/** One row of the audit log: an event, or the head of several that are folded. */
export interface AuditRow {
  /** The event; the newest one of a fold. */
  entry: AuditEntry;
  /** All events of a fold, newest first; `null` for a row of one event. */
  folded: readonly AuditEntry[] | null;
  /** One of the events of a fold that is unfolded. */
  isPart: boolean;
  names: AuditNames;
}

/** What React and the table know a row by: the head of a fold is another row than its newest event. */
export function rowKey({ entry, folded }: AuditRow): string {
  return folded === null ? String(entry.seq) : `fold-${entry.seq}`;
}

/** The rows of a page. @param open the keys of the rows that are open: the events of an open fold stand below its head */
export function auditRows(
  folds: readonly (readonly AuditEntry[])[],
  names: AuditNames,
  open: ReadonlySet<string>,
): AuditRow[] {
  return folds.flatMap((fold): AuditRow[] => {
    const [entry, ...others] = fold;
    if (entry === undefined) return [];
    if (others.length === 0) return [{ entry, folded: null, isPart: false, names }];
    const head: AuditRow = { entry, folded: fold, isPart: false, names };
    const parts = open.has(rowKey(head)) ? fold.map((one) => ({ entry: one, folded: null, isPart: true, names })) : [];
    return [head, ...parts];
  });
}
