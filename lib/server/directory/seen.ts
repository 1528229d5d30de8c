import 'server-only';
import type { ContactField } from '../../contracts/audit-values';
import type { CustomerRow } from '../../contracts/customer';
import { sameEmail } from '../../writing/contacts';
import { env } from '../env';
import { describeError, log } from '../log';
import type { SentinelCustomer, SentinelRow } from '../sentinel/public';
import { singleton } from '../singleton';
import type { ShownColumns } from './columns';
import { searchPool } from './database';
import { entryOfCustomer, entryOfRow } from './entry';
import { directoryKeys } from './keys';
import { mergeSeen, seenOf } from './merge';
import { readShown, writeSeen } from './store';

/** At most so many pages of the list wait to be written. The sync brings the customers of further ones. */
const MAX_WAITING = 4;

/** What the directory says of a customer once an answer about this customer is in it. */
export interface Noted {
  row: Omit<CustomerRow, 'status'> & { status: number | null };
  /** The contact fields whose value differs from the directory's until then. */
  changedContact: ContactField[];
}

/**
 * Updates a customer's row from an answer that was just shown, or from a correction, so that the next search shows it.
 * The directory is a copy, so a failed update is logged and the request goes on.
 *
 * @param readAt when the call began whose answer this is
 * @returns `null` where the directory is off, did not know the customer or could not be read
 */
export async function noteCustomer(customer: SentinelCustomer, readAt: Date): Promise<Noted | null> {
  if (env().DIRECTORY === 'off') return null;
  const pool = searchPool();
  try {
    const known = await readShown(pool, customer.uuid);
    tell(await writeSeen(pool, [entryOfCustomer(directoryKeys(), customer, known)], readAt, true));
    if (known === null) return null;
    const row = { ...mergeSeen(seenOf(customer), known), expiredDocuments: known.expiredDocuments };
    return { row, changedContact: changedContact(customer, known) };
  } catch (error) {
    complain(error);
    return null;
  }
}

/** A field that either side leaves out tells no change. Two writings of one address are one address. */
function changedContact({ email, phoneNumber }: SentinelCustomer, known: ShownColumns): ContactField[] {
  const isOtherEmail = email !== null && known.email !== null && !sameEmail(email, known.email);
  const isOtherPhone = phoneNumber !== null && known.phone !== null && phoneNumber !== known.phone;
  return [...(isOtherEmail ? (['email'] as const) : []), ...(isOtherPhone ? (['phoneNumber'] as const) : [])];
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
