import 'server-only';
import { asc, eq } from 'drizzle-orm';
import * as z from 'zod';
import { isRole, ROLES, type Role } from '../../access';
import type { Database } from '../db/client';
import { accounts } from '../db/schema';
import { hashPassword, passwordProblem } from './passwords';
import { endSessionsOf } from './sessions';

export interface Account {
  id: string;
  email: string;
  name: string;
  role: Role;
  disabledAt: Date | null;
  createdAt: Date;
}

/** A refused change of an account; the message is fit to print. */
export class AccountError extends Error {
  override readonly name = 'AccountError';
}

const COLUMNS = {
  id: accounts.id,
  email: accounts.email,
  name: accounts.name,
  role: accounts.role,
  disabledAt: accounts.disabledAt,
  createdAt: accounts.createdAt,
};

const rowSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  disabledAt: z.date().nullable(),
  createdAt: z.date(),
});

const emailSchema = z.string().trim().toLowerCase().pipe(z.email()).pipe(z.string().max(254));

/** How e-mails are compared and kept: trimmed, in lower case. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}

/**
 * Creates a local account.
 * @throws AccountError for an unreadable e-mail, an empty name, an unknown role, a weak password, a taken e-mail
 */
export async function createAccount(
  db: Database,
  input: { email: string; name: string; role: string; password: string },
): Promise<Account> {
  const email = emailSchema.safeParse(input.email);
  if (!email.success) throw new AccountError('That is not an e-mail address.');
  const name = input.name.trim();
  if (name === '' || name.length > 100) throw new AccountError('The name needs 1 to 100 characters.');
  const role = parseRole(input.role);
  const passwordHash = await hashNew(input.password);
  const [row] = await db
    .insert(accounts)
    .values({ email: email.data, name, role, passwordHash })
    .onConflictDoNothing()
    .returning(COLUMNS);
  if (!row) throw new AccountError(`There is already an account for ${email.data}.`);
  return rowSchema.parse(row);
}

/** Every account, by e-mail. */
export async function listAccounts(db: Database): Promise<Account[]> {
  const rows = await db.select(COLUMNS).from(accounts).orderBy(asc(accounts.email));
  return z.array(rowSchema).parse(rows);
}

export async function findAccountByEmail(db: Database, email: string): Promise<Account | undefined> {
  const [row] = await db
    .select(COLUMNS)
    .from(accounts)
    .where(eq(accounts.email, normaliseEmail(email)));
  return row && rowSchema.parse(row);
}

/** The account with its password hash, for signing in. */
export async function findCredentials(
  db: Database,
  email: string,
): Promise<(Account & { passwordHash: string | null }) | undefined> {
  const [row] = await db
    .select({ ...COLUMNS, passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.email, normaliseEmail(email)));
  return row && rowSchema.extend({ passwordHash: z.string().nullable() }).parse(row);
}

/** Sets a new password and ends every session that the old one opened. */
export async function setPassword(db: Database, email: string, password: string): Promise<void> {
  await change(db, email, { passwordHash: await hashNew(password) }, { endSessions: true });
}

/** Takes effect on the very next request: the role is read with the session, never from the cookie. */
export async function setRole(db: Database, email: string, role: string): Promise<void> {
  await change(db, email, { role: parseRole(role) }, { endSessions: false });
}

/** Ends every session at once and refuses new ones. */
export async function disableAccount(db: Database, email: string): Promise<void> {
  await change(db, email, { disabledAt: new Date() }, { endSessions: true });
}

export async function enableAccount(db: Database, email: string): Promise<void> {
  await change(db, email, { disabledAt: null }, { endSessions: false });
}

async function change(
  db: Database,
  email: string,
  values: Partial<typeof accounts.$inferInsert>,
  { endSessions }: { endSessions: boolean },
): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(accounts)
      .set(values)
      .where(eq(accounts.email, normaliseEmail(email)))
      .returning({ id: accounts.id });
    if (!row) throw new AccountError(`There is no account for ${normaliseEmail(email)}.`);
    if (endSessions) await endSessionsOf(tx, row.id);
  });
}

function parseRole(role: string): Role {
  if (!isRole(role)) throw new AccountError(`The role must be one of ${ROLES.join(', ')}.`);
  return role;
}

async function hashNew(password: string): Promise<string> {
  const problem = passwordProblem(password);
  if (problem !== null) throw new AccountError(problem);
  return await hashPassword(password);
}
