import 'server-only';
import type { SessionEntry } from '../../../contracts/accounts';
import type { Viewer } from '../../../contracts/viewer';
import { listSessions } from '../../auth/public';
import { db } from '../../db/public';
import { knownAccount } from './known-account';

/**
 * The running sessions of another person, for an administrator. Not recorded: nothing of a customer is shown.
 * @throws DeskError `not_found`
 */
export async function sessionsOf(id: string, viewer: Viewer): Promise<SessionEntry[]> {
  return await listSessions(db(), (await knownAccount(id)).id, viewer.sessionId);
}
