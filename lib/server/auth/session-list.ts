import 'server-only';
import { and, desc, eq } from 'drizzle-orm';
import * as z from 'zod';
import type { SessionEntry } from '../../contracts/accounts';
import { SIGN_IN_METHODS } from '../../contracts/audit-values';
import { type Database, sessions } from '../db/public';
import { DeskError } from '../desk-error';
import { type ChangeScope, changeSessions, named } from './account-transaction';
import type { Account } from './accounts';
import { deviceWords } from './device';
import { alive, endSessionOf, endSessionsOf } from './sessions';

const rowSchema = z.object({
  id: z.uuid(),
  method: z.enum(SIGN_IN_METHODS),
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  createdAt: z.date(),
  lastSeenAt: z.date(),
});

/** The running sessions of an account, last used first. */
export async function listSessions(
  db: Pick<Database, 'select'>,
  accountId: string,
  currentId: string,
): Promise<SessionEntry[]> {
  const { id, method, userAgent, address, createdAt, lastSeenAt } = sessions;
  const rows = await db
    .select({ id, method, userAgent, address, createdAt, lastSeenAt })
    .from(sessions)
    .where(and(eq(sessions.accountId, accountId), alive()))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id));
  return z
    .array(rowSchema)
    .parse(rows)
    .map(({ userAgent, createdAt, lastSeenAt, ...row }) => ({
      ...row,
      device: deviceWords(userAgent),
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      current: row.id === currentId,
    }));
}

type Owner = Pick<Account, 'id' | 'email'>;
type Reason = 'self' | 'administrator';

/**
 * Ends one session. Its next request is refused on every replica.
 * @throws DeskError `not_found` for a session that has ended, or of another account
 */
export async function endOneSession(scope: ChangeScope, owner: Owner, sessionId: string, reason: Reason) {
  await changeSessions(scope, async ({ tx, tell }) => {
    if (!(await endSessionOf(tx, owner.id, sessionId))) {
      throw new DeskError('not_found', { code: 'session_ended' });
    }
    tell('session.ended', { ...named(owner), sessions: [sessionId], reason });
  });
}

/** Ends all sessions of an account, or all but `except`. @returns how many */
export async function endAllSessions(
  scope: ChangeScope,
  owner: Owner,
  reason: Reason,
  except?: string,
): Promise<number> {
  return await changeSessions(scope, async ({ tx, tell }) => {
    const ended = await endSessionsOf(tx, owner.id, except);
    if (ended.length > 0) tell('session.ended', { ...named(owner), sessions: ended, reason });
    return ended.length;
  });
}
