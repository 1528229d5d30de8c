import 'server-only';
import type { AuditActors } from '../../../contracts/audit';
import { listPeople } from '../../auth/public';
import { db } from '../../db/public';

/**
 * The people whom the filter of the audit log offers: everybody with an account, read from the accounts and not from the
 * trail. Not recorded: the answer names colleagues and shows no event. Every role that reads the trail may make the
 * access review, which names the same people.
 */
export async function listActors(): Promise<AuditActors> {
  return { actors: await listPeople(db()) };
}
