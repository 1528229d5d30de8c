import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import * as z from 'zod';
import { ROLES } from '../../access';
import type { Viewer } from '../../contracts/viewer';
import type { Database } from '../db/client';
import { accounts, sessions } from '../db/schema';

/** OWASP's bounds for an application that shows high-value data. */
export const IDLE_MINUTES = 30;
export const ABSOLUTE_HOURS = 12;
/** How coarse `last_seen_at` may be: one write a minute instead of one a request. */
const TOUCH_AFTER_SECONDS = 60;

/** A transaction does as well as the database itself. */
type Executor = Pick<Database, 'insert' | 'select' | 'update'>;

const rowSchema = z.object({
  sessionId: z.uuid(),
  accountId: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  stale: z.boolean(),
});

/** How a session begins. */
export interface NewSession {
  accountId: string;
  method: 'password' | 'sso';
  /** Whether a second factor was shown. */
  secondFactor: boolean;
  /** The hash that the password was checked against; `null` when the identity provider vouches. */
  passwordHash: string | null;
  /** When the person last proved who they are, if that isn't now. */
  provedAt?: Date;
  userAgent: string | null;
  address: string | null;
}

/** Enough to tell a phone from an office computer. */
const USER_AGENT_MAX = 256;

/**
 * Opens a session for an account whose owner was just recognised, and gives its id; `null` when the account was
 * disabled, or its password changed, while that went on. The row lock makes whoever changes the account wait, and then
 * end this session with the others.
 */
export async function openSession(db: Pick<Database, 'execute'>, session: NewSession): Promise<string | null> {
  const { accountId, method, secondFactor, passwordHash, address } = session;
  const userAgent = session.userAgent?.slice(0, USER_AGENT_MAX) ?? null;
  const provedAt = session.provedAt?.toISOString() ?? null;
  const { rows } = await db.execute(sql`
    INSERT INTO ${sessions} (account_id, method, second_factor, user_agent, address, proved_at)
    SELECT ${accounts.id}, ${method}::text, ${secondFactor}::boolean, ${userAgent}::text, ${address}::text,
      LEAST(now(), COALESCE(${provedAt}::timestamptz, now())) FROM ${accounts}
    WHERE ${accounts.id} = ${accountId} AND ${accounts.passwordHash} IS NOT DISTINCT FROM ${passwordHash}::text
      AND ${accounts.disabledAt} IS NULL
    FOR SHARE
    RETURNING id`);
  return rows[0] === undefined ? null : z.uuid().parse(rows[0].id);
}

/**
 * The person behind a session id, or `null` when the session has ended, lain idle for {@link IDLE_MINUTES}, grown
 * older than {@link ABSOLUTE_HOURS}, or its account is disabled. Role and name are today's, not the cookie's. Times
 * are the database's, so that replicas agree.
 */
export async function findViewer(db: Executor, sessionId: string): Promise<Viewer | null> {
  if (!z.uuid().safeParse(sessionId).success) return null;
  const [row] = await db
    .select({
      sessionId: sessions.id,
      accountId: accounts.id,
      email: accounts.email,
      name: accounts.name,
      role: accounts.role,
      stale: sql<boolean>`${sessions.lastSeenAt} < now() - make_interval(secs => ${TOUCH_AFTER_SECONDS})`,
    })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(and(eq(sessions.id, sessionId), alive(), isNull(accounts.disabledAt)));
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) return null;
  const { stale, ...viewer } = parsed.data;
  if (stale)
    await db
      .update(sessions)
      .set({ lastSeenAt: sql`now()` })
      .where(and(eq(sessions.id, sessionId), alive()));
  return viewer;
}

/** Ends one session for good; the cookie that names it is worth nothing from here on. */
export async function endSession(db: Executor, sessionId: string): Promise<void> {
  if (!z.uuid().safeParse(sessionId).success) return;
  await db
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)));
}

export async function endSessionsOf(db: Executor, accountId: string): Promise<void> {
  await db
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(sessions.accountId, accountId), isNull(sessions.endedAt)));
}

function alive() {
  return and(
    isNull(sessions.endedAt),
    sql`${sessions.lastSeenAt} > now() - make_interval(mins => ${IDLE_MINUTES})`,
    sql`${sessions.createdAt} > now() - make_interval(hours => ${ABSOLUTE_HOURS})`,
  );
}
