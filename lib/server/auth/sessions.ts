import 'server-only';
import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import * as z from 'zod';
import { ROLES } from '../../access';
import { SIGN_IN_METHODS, type SignInMethod } from '../../contracts/audit-values';
import type { Viewer } from '../../contracts/viewer';
import { accounts, type Database, sessions } from '../db/public';
import { env } from '../env';
import { addedTo } from '../may';
import { demandsPasskey } from './passkey-rules';

/** OWASP's bounds for an application that shows high-value data. */
const IDLE_MINUTES = 30;
export const ABSOLUTE_HOURS = 12;
/** How long a proof of identity holds for actions that need a recent one (`step-up.ts`). */
const PROOF_MINUTES = 10;
/** How long dead rows are kept, days. The audit trail keeps the history for good. */
const KEEP_DAYS = 30;
/** `last_seen_at` may be this old, so that a session costs one write a minute instead of one a request. */
const TOUCH_AFTER_SECONDS = 60;

/** The database, or a transaction. */
type Executor = Pick<Database, 'insert' | 'select' | 'update' | 'delete'>;

const rowSchema = z.object({
  sessionId: z.uuid(),
  accountId: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  method: z.enum(SIGN_IN_METHODS),
  enrolled: z.boolean(),
  hasPasskey: z.boolean(),
  secondFactor: z.boolean(),
  mentions: z.int(),
  provedRecently: z.boolean(),
  generation: z.int(),
  stale: z.boolean(),
});

/** A session as a cookie names it. */
export interface SessionName {
  id: string;
  /** How many proofs it had when the cookie was made. */
  generation: number;
}

/** How a session begins. */
export interface NewSession {
  accountId: string;
  method: SignInMethod;
  /** Whether a second factor was shown. */
  secondFactor: boolean;
  /** The hash that the password was checked against, or was there beside a passkey; `null` for the identity provider. */
  passwordHash: string | null;
  /** When the person last proved who they are; now by default. */
  provedAt?: Date;
  userAgent: string | null;
  address: string | null;
}

/** Enough to tell a phone from an office computer. */
const USER_AGENT_MAX = 256;

/**
 * Opens a session for an account whose owner was just recognised. The row lock makes a simultaneous change of the
 * account wait, so that it then ends this session with the others. Further sign-ins wait as well, so that each counts the
 * sessions of the one before.
 *
 * @returns the session's id; `null` when meanwhile the account was disabled, its password changed, or a second factor
 *   or a passkey enrolled
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
      AND ${accounts.disabledAt} IS NULL AND (${secondFactor}::boolean OR ${method}::text = 'sso' OR (${accounts.totpSecret} IS NULL AND ${accounts.passkeys} = 0))
    FOR NO KEY UPDATE
    RETURNING id`);
  return rows[0] === undefined ? null : z.uuid().parse(rows[0].id);
}

/**
 * The person behind a session id; `null` when the session has ended, was idle for {@link IDLE_MINUTES}, is older than
 * {@link ABSOLUTE_HOURS}, or its account is disabled. Role and name come from the account's row, not from the cookie.
 * Times come from the database, so that replicas agree.
 *
 * Requests that arrive together share one statement. A request never gets the answer of a statement that was sent
 * before the request came, so a session that ended is refused on the very next request.
 *
 * @param generation that of the request's cookie, which must be the session's own; left out where the session's id does
 *   not come from a cookie
 */
export async function findViewer(db: Executor, sessionId: string, generation?: number): Promise<Viewer | null> {
  if (!UUID.test(sessionId)) return null;
  const found = await checksOf(db).find(sessionId.toLowerCase());
  if (found === undefined) return null;
  const parsed = rowSchema.safeParse(found);
  if (!parsed.success) return null;
  const { stale, secondFactor, generation: current, ...viewer } = parsed.data;
  if (generation !== undefined && generation !== current) return null;
  if (stale)
    await db
      .update(sessions)
      .set({ lastSeenAt: sql`now()` })
      .where(and(eq(sessions.id, sessionId), alive()));
  // The desk demands no second factor of people who sign in through the provider, because the provider decides that.
  const isLocal = viewer.method !== 'sso';
  const needsPasskey = isLocal && !viewer.hasPasskey && demandsPasskey(viewer.role);
  const needsFactor = isLocal && !secondFactor && env().REQUIRE_TOTP.includes(viewer.role);
  return { ...viewer, added: addedTo(viewer.role), needsPasskey, mustEnrol: needsPasskey || needsFactor };
}

/** How many sessions count right now, and how many people have them. */
export async function countSessions(db: Executor): Promise<{ sessions: number; people: number }> {
  const [row] = await db
    .select({ sessions: sql<number>`count(*)::int`, people: sql<number>`count(DISTINCT ${sessions.accountId})::int` })
    .from(sessions)
    .where(alive());
  return row ?? { sessions: 0, people: 0 };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

type Found = Record<string, unknown>;

/** The checks of one database. */
interface Checks {
  find(sessionId: string): Promise<Found | undefined>;
}

const checks = new WeakMap<Executor, Checks>();

function checksOf(db: Executor): Checks {
  const known = checks.get(db) ?? createChecks(db);
  checks.set(db, known);
  return known;
}

/** Statements of this kind that may be under way. Further requests wait for one to return, and share the next. */
const UNDER_WAY = 2;

function createChecks(db: Executor): Checks {
  const statement = checkStatement(db);
  type Waiting = { resolve: (found: Found | undefined) => void; reject: (error: unknown) => void };
  let waiting = new Map<string, Waiting[]>();
  let underWay = 0;
  let isDue = false;

  const send = async () => {
    isDue = false;
    if (underWay >= UNDER_WAY || waiting.size === 0) return;
    const asked = waiting;
    waiting = new Map();
    underWay += 1;
    try {
      const rows = await statement.execute({ ids: [...asked.keys()] });
      const found = new Map<string, Found>(rows.map((row) => [row.sessionId, row]));
      for (const [id, callers] of asked) for (const { resolve } of callers) resolve(found.get(id));
    } catch (error) {
      for (const callers of asked.values()) for (const { reject } of callers) reject(error);
    } finally {
      underWay -= 1;
      due();
    }
  };
  /** After the other requests of this turn of the event loop have come. */
  const due = () => {
    if (isDue || waiting.size === 0) return;
    isDue = true;
    setImmediate(() => void send());
  };

  return {
    find: (sessionId) =>
      new Promise((resolve, reject) => {
        waiting.set(sessionId, [...(waiting.get(sessionId) ?? []), { resolve, reject }]);
        due();
      }),
  };
}

/** Named, so that each connection plans the statement once. */
function checkStatement(db: Executor) {
  return db
    .select({
      sessionId: sessions.id,
      accountId: accounts.id,
      email: accounts.email,
      name: accounts.name,
      role: accounts.role,
      method: sessions.method,
      enrolled: sql<boolean>`${accounts.totpSecret} IS NOT NULL`,
      hasPasskey: sql<boolean>`${accounts.passkeys} > 0`,
      secondFactor: sessions.secondFactor,
      mentions: accounts.mentions,
      provedRecently: sql<boolean>`${sessions.provedAt} > now() - make_interval(mins => ${sql.raw(String(PROOF_MINUTES))})`,
      generation: sessions.generation,
      stale: sql<boolean>`${sessions.lastSeenAt} < now() - make_interval(secs => ${sql.raw(String(TOUCH_AFTER_SECONDS))})`,
    })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(and(sql`${sessions.id} = ANY(${sql.placeholder('ids')}::uuid[])`, alive(), isNull(accounts.disabledAt)))
    .prepare('session-check');
}

/**
 * Ends every session of an account but `except`.
 * @returns the ids of those that still counted
 */
export async function endSessionsOf(db: Executor, accountId: string, except?: string): Promise<string[]> {
  const mine = and(eq(sessions.accountId, accountId), isNull(sessions.endedAt));
  const ended = await db
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(except === undefined ? mine : and(mine, ne(sessions.id, except)))
    .returning({ id: sessions.id, counted: sql<boolean>`${young()}` });
  return ended.filter(({ counted }) => counted).map(({ id }) => id);
}

/** Ends one session of an account. @returns whether it still counted */
export async function endSessionOf(db: Executor, accountId: string, sessionId: string): Promise<boolean> {
  const ended = await db
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(sessions.id, sessionId), eq(sessions.accountId, accountId), alive()))
    .returning({ id: sessions.id });
  return ended.length > 0;
}

/**
 * Ends a session at sign-out, or where another one begins in the same browser.
 * @returns its owner's account; `null` when the session had ended before, or the cookie is an earlier one
 */
export async function endSession(
  db: Executor,
  { id, generation }: SessionName,
): Promise<{ id: string; email: string | null; role: string | null } | null> {
  const [ended] = await db
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(sessions.id, id), eq(sessions.generation, generation), isNull(sessions.endedAt)))
    .returning({ accountId: sessions.accountId });
  if (ended === undefined) return null;
  const [owner] = await db
    .select({ id: accounts.id, email: accounts.email, role: accounts.role })
    .from(accounts)
    .where(eq(accounts.id, ended.accountId));
  return owner ?? { id: ended.accountId, email: null, role: null };
}

/**
 * Records in the session's row that its owner has just proved who they are. From then on only a cookie of the new
 * generation names the session: the caller sends one (`http/session-cookie.ts`).
 *
 * The id stays, because work that runs goes by it: exports in other tabs, an enrolment that was begun.
 *
 * @returns the session's new name; `null` when it no longer counts
 */
export async function renewProof(db: Executor, sessionId: string): Promise<SessionName | null> {
  const [renewed] = await db
    .update(sessions)
    .set({ provedAt: sql`now()`, generation: sql`${sessions.generation} + 1` })
    .where(and(eq(sessions.id, sessionId), alive()))
    .returning({ id: sessions.id, generation: sessions.generation });
  return renewed ?? null;
}

/** Removes rows that are {@link KEEP_DAYS} older than the longest session. */
export async function pruneSessions(db: Executor): Promise<void> {
  await db.delete(sessions).where(sql`${sessions.createdAt} < now() - make_interval(days => ${KEEP_DAYS + 1})`);
}

/** The condition under which a session counts. */
export function alive() {
  return and(isNull(sessions.endedAt), young());
}

function young() {
  return and(
    sql`${sessions.lastSeenAt} > now() - make_interval(mins => ${IDLE_MINUTES})`,
    sql`${sessions.createdAt} > now() - make_interval(hours => ${ABSOLUTE_HOURS})`,
  );
}
