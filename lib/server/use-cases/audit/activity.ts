import 'server-only';
import type { Activity } from '../../../contracts/audit';
import type { ActivityQuery } from '../../../contracts/audit-queries';
import { auditKeys, readEntries } from '../../audit/public';
import { db } from '../../db/public';

/**
 * The colleagues who looked at a customer or changed their record, newest first. Every role that may open the customer
 * may read it.
 *
 * Reading it is not recorded. It is a part of the customer's page, and opening that page is recorded. It tells of
 * colleagues rather than of the customer, and a row for each reading would bury the rows that it shows. For the same
 * reason it tells less about colleagues than the audit log does: it leaves out addresses, sessions and request ids.
 *
 * @param place where in the activity to begin, and how many entries to read
 */
export async function readActivity(uuid: string, place: ActivityQuery): Promise<Activity> {
  const page = await readEntries(db(), auditKeys(), 'customers', { ...place, customer: uuid });
  const entries = page.entries.map((entry) => ({ ...entry, sessionId: null, requestId: null, address: null }));
  return { ...page, entries };
}
