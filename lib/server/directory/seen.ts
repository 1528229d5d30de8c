import 'server-only';
import { env } from '../env';
import { describeError, log } from '../log';
import type { SentinelCustomer, SentinelRow } from '../sentinel/public';
import { singleton } from '../singleton';
import { searchPool } from './database';
import { entryOfCustomer, entryOfRow } from './entry';
import { directoryKeys } from './keys';
import { readShown, writeSeen } from './store';

/** At most so many pages of the list wait to be written. The sync brings the customers of further ones. */
const MAX_WAITING = 4;

/**
 * Updates a customer's row from an answer that was just shown, or from a correction, so that the next search shows it.
 * The directory is a copy, so a failed update is logged and the request goes on.
 *
 * @param readAt when the call began whose answer this is
 */
export async function noteCustomer(customer: SentinelCustomer, readAt: Date): Promise<void> {
  if (env().DIRECTORY === 'off') return;
  const pool = searchPool();
  await readShown(pool, customer.uuid)
    .then((known) => writeSeen(pool, [entryOfCustomer(directoryKeys(), customer, known)], readAt, true))
    .then(tell)
    .catch(complain);
}

/** The same for a page of the list, in the background: the request doesn't wait for it. */
export function noteRows(rows: readonly SentinelRow[], readAt: Date): void {
  if (env().DIRECTORY === 'off') return;
  const notes = singleton('directory-notes', () => ({ waiting: 0 }));
  if (notes.waiting >= MAX_WAITING) return;
  notes.waiting += 1;
  const keys = directoryKeys();
  const entries = rows.map((row) => entryOfRow(keys, row));
  void writeSeen(searchPool(), entries, readAt, false)
    .then(tell)
    .catch(complain)
    .finally(() => {
      notes.waiting -= 1;
    });
}

/** Logs the customers whom Postgres refused. */
function tell(refused: readonly string[]): void {
  for (const uuid of refused) log().warn({ event: 'directory', skipped: uuid });
}

function complain(error: unknown): void {
  log().error({ event: 'directory', error: describeError(error) });
}
