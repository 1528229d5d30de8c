import 'server-only';
import { type SessionName, wasEndedByLimit } from '../../auth/public';
import { db } from '../../db/public';
import { env } from '../../env';

/**
 * How many sessions a person may have, where this one ended because there were more; `null` for every other session.
 * @throws the database's error
 */
export async function sessionLimitOf(session: SessionName): Promise<number | null> {
  return (await wasEndedByLimit(db(), session)) ? env().SESSIONS_PER_PERSON : null;
}
