import 'server-only';
import type { Activity, AuditEntry } from '../../../contracts/audit';
import type { ActivityQuery } from '../../../contracts/audit-queries';
import { auditKeys, readEntries, readOfCustomer } from '../../audit/public';
import { db } from '../../db/public';
import { peopleIn } from './names';

/**
 * The colleagues who looked at a customer or changed their record, newest first. Every role that may open the customer
 * may read it.
 *
 * Reading it is not recorded. It is a part of the customer's page, and opening that page is recorded. It tells of
 * colleagues rather than of the customer, and a row for each reading would bury the rows that it shows. For the same
 * reason it tells less about colleagues than the audit log does: it leaves out addresses, sessions and request ids.
 *
 * @param place where in the activity to begin, and how many entries to read; with `looks`, looks are read apart, so that
 *   no number of them pushes away what was done
 */
export async function readActivity(uuid: string, { looks, looksBefore, ...place }: ActivityQuery): Promise<Activity> {
  if (looks === undefined) {
    const page = await readEntries(db(), auditKeys(), 'customers', { ...place, customer: uuid });
    return { ...page, ...(await told(page.entries)), nextLooks: null };
  }
  const [deeds, seen] = await Promise.all([
    readOfCustomer(db(), auditKeys(), uuid, 'deeds', place),
    readOfCustomer(db(), auditKeys(), uuid, 'looks', { before: looksBefore, limit: looks }),
  ]);
  const entries = [...deeds.entries, ...seen.entries].sort((one, other) => other.seq - one.seq);
  return { ...(await told(entries)), next: deeds.next, nextLooks: seen.next };
}

/** The entries as the page shows them, with the names of their people. */
async function told(entries: readonly AuditEntry[]): Promise<Pick<Activity, 'entries' | 'people'>> {
  const shown = entries.map((entry) => ({ ...entry, sessionId: null, requestId: null, address: null }));
  return { entries: shown, people: await peopleIn(entries) };
}
