import type { AuditEntry } from './contracts/audit';
import type { AuditAction } from './contracts/audit-details';
import { isLook } from './contracts/audit-scopes';

/** Reading lists tells of no customer, so an opening before and one after it are still repeated openings. */
const OF_NO_CUSTOMER: readonly AuditAction[] = ['customers.listed', 'customers.searched'];

/**
 * Events with repeated looks folded: same person, same customer, same action, and as successful as each other. Between two
 * looks of a fold nothing happened to that customer, and the person did nothing but read lists. The trail is untouched:
 * each event stands in exactly one fold.
 *
 * @param entries newest first
 * @returns folds in the order of their newest events, each newest first. Most have one event
 */
export function foldLooks(entries: readonly AuditEntry[]): AuditEntry[][] {
  const folds: AuditEntry[][] = [];
  /** The folds that an older look may still join. */
  let open: { fold: AuditEntry[]; newest: AuditEntry }[] = [];
  for (const entry of entries) {
    const same = open.find(({ newest }) => isRepeated(entry, newest));
    if (same !== undefined) {
      same.fold.push(entry);
      open = open.filter((one) => one === same || !ends(entry, one.newest));
      continue;
    }
    const fold = [entry];
    folds.push(fold);
    open = open.filter(({ newest }) => !ends(entry, newest));
    if (isLook(entry.action) && entry.customer !== null) open.push({ fold, newest: entry });
  }
  return folds;
}

function isRepeated(entry: AuditEntry, newest: AuditEntry): boolean {
  return (
    entry.action === newest.action &&
    entry.customer === newest.customer &&
    isSamePerson(entry, newest) &&
    entry.outcome === 'success' &&
    newest.outcome === 'success' &&
    entry.detail.shown === newest.detail.shown
  );
}

/** Whether an event between two looks keeps them apart. */
function ends(entry: AuditEntry, look: AuditEntry): boolean {
  if (entry.customer !== null && entry.customer === look.customer) return true;
  return isSamePerson(entry, look) && !OF_NO_CUSTOMER.includes(entry.action);
}

function isSamePerson({ actor: one }: AuditEntry, { actor: other }: AuditEntry): boolean {
  return one.id === other.id && one.email === other.email && one.role === other.role;
}
