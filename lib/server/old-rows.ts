import 'server-only';
import { pruneAlerts } from './alerts/public';
import { pruneChallenges, pruneFailures, prunePurposes, pruneSessions } from './auth/public';
import { pruneBudgets } from './budgets/public';
import { pruneNotes } from './colleagues/public';
import { db } from './db/public';
import { directoryStatus, pruneRefusals } from './directory/public';
import { describeError, log } from './log';
import { pruneReplicas } from './replicas/public';
import { pruneMarks, pruneViews } from './worklist/public';

/**
 * Removes rows that no longer count, each table for itself: what is left in one must not keep the others. How long rows
 * count is in `docs/operations.md`. A table that only the next use of it would clear keeps personal data on a quiet desk.
 * Never throws.
 */
export async function removeOldRows(): Promise<void> {
  const removals: (() => Promise<unknown>)[] = [
    () => pruneSessions(db()),
    () => prunePurposes(db()),
    () => pruneFailures(db()),
    () => pruneChallenges(db()),
    () => pruneAlerts(db()),
    () => pruneBudgets(db()),
    () => pruneMarks(db()),
    () => pruneViews(db()),
    () => pruneRefusals(db()),
    pruneReplicas,
    removeOldNotes,
  ];
  // One after the other: people need the connections.
  for (const remove of removals) {
    await remove().catch((error) => log().warn({ event: 'prune', error: describeError(error) }));
  }
}

/** The end of the full walk after which this process compared the notes with the directory. */
let comparedAfter: string | null = null;

/**
 * Notes of customers who are gone go as well, once a directory that is whole has missed them for long. Customers leave the
 * directory, or come back, with full walks: notes are compared once after each.
 */
async function removeOldNotes(): Promise<void> {
  const { state, walk, error, walkedAt } = await directoryStatus();
  const isWhole = state === 'ready' && walk === null && error === null;
  await pruneNotes(db(), isWhole && walkedAt !== comparedAfter);
  if (isWhole) comparedAfter = walkedAt;
}
