import 'server-only';
import type { Looking } from '../../../contracts/notes';
import { personName } from '../../../words/people';
import type { AuditContext } from '../../audit/public';
import { namePeople } from '../../auth/public';
import { lookAt } from '../../colleagues/public';
import { db } from '../../db/public';
import { DeskError } from '../../desk-error';
import { openedBy } from './notes';

/**
 * Tells that a person has a customer on screen, and names the colleagues who have, too. Not recorded: the opening is, and
 * the row says nothing after a minute.
 *
 * @throws DeskError `forbidden`: the person has not opened the customer, so that nobody can claim to look
 */
export async function lookingAt(uuid: string, audit: AuditContext): Promise<Looking> {
  const account = await openedBy(uuid, audit);
  const session = audit.sessionId;
  if (session === null) throw new DeskError('forbidden');
  const others = await lookAt(db(), { session, account, uuid });
  const people = await namePeople(db(), others);
  return { others: others.flatMap((id) => people[id] ?? []).map(personName) };
}
