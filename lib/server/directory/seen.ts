import 'server-only';
import { env } from '../env';
import { describeError, log } from '../log';
import type { SentinelCustomer, SentinelRow } from '../sentinel/public';
import { singleton } from '../singleton';
import { searchPool } from './database';
import { entryOfCustomer, entryOfRow } from './entry';
import { directoryKeys } from './keys';
import { writeSeen } from './store';

/** Pages of the list that may be waiting to be noted: beyond that the sync will bring them. */
const MAX_WAITING = 4;

/**
 * Brings one customer's entry up to date with what was just seen or saved, so that the next search shows it. The
 * directory is a copy: that this fails must not keep anybody from what they have asked for.
 *
 * @param readAt when the call began whose answer this is
 */
export async function noteCustomer(customer: SentinelCustomer, readAt: Date): Promise<void> {
  if (env().DIRECTORY === 'off') return;
  await writeSeen(searchPool(), [entryOfCustomer(directoryKeys(), customer)], readAt, true).catch(complain);
}

/** The same for a page of the list, in the background: nobody waits for it. */
export function noteRows(rows: readonly SentinelRow[], readAt: Date): void {
  if (env().DIRECTORY === 'off') return;
  const notes = singleton('directory-notes', () => ({ waiting: 0 }));
  if (notes.waiting >= MAX_WAITING) return;
  notes.waiting += 1;
  const keys = directoryKeys();
  const entries = rows.map((row) => entryOfRow(keys, row));
  void writeSeen(searchPool(), entries, readAt, false)
    .catch(complain)
    .finally(() => {
      notes.waiting -= 1;
    });
}

function complain(error: unknown): void {
  log().error({ event: 'directory', error: describeError(error) });
}
