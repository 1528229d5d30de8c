import 'server-only';
import { and, asc, eq } from 'drizzle-orm';
import * as z from 'zod';
import { ROLES, type Role } from '../../access';
import { accountEmail } from '../../writing/contacts';
import { accounts, type Database } from '../db/public';

export interface Account {
  id: string;
  /**
   * `sso` accounts get password, second factor and role from the identity provider, so the desk sets none of them.
   */
  kind: 'local' | 'sso';
  email: string;
  name: string;
  role: Role;
  disabledAt: Date | null;
  createdAt: Date;
}

/** An account with the secrets that a sign-in is checked against. */
export interface Credentials extends Account {
  passwordHash: string | null;
  /** Sealed; `null` without a second factor. */
  totpSecret: string | null;
  /** How many passkeys the person has. */
  passkeys: number;
}

type Reader = Pick<Database, 'select'>;

export const ACCOUNT_COLUMNS = {
  id: accounts.id,
  kind: accounts.kind,
  email: accounts.email,
  name: accounts.name,
  role: accounts.role,
  disabledAt: accounts.disabledAt,
  createdAt: accounts.createdAt,
};

export const accountSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['local', 'sso']),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  disabledAt: z.date().nullable(),
  createdAt: z.date(),
});

const credentialsSchema = accountSchema.extend({
  passwordHash: z.string().nullable(),
  totpSecret: z.string().nullable(),
  passkeys: z.int().min(0),
});

const CREDENTIAL_COLUMNS = {
  ...ACCOUNT_COLUMNS,
  passwordHash: accounts.passwordHash,
  totpSecret: accounts.totpSecret,
  passkeys: accounts.passkeys,
};

/** Every account, by e-mail. */
export async function listAccounts(db: Reader): Promise<Account[]> {
  const rows = await db.select(ACCOUNT_COLUMNS).from(accounts).orderBy(asc(accounts.email), asc(accounts.kind));
  return z.array(accountSchema).parse(rows);
}

/** The local account of this e-mail; SSO accounts are known by their identity alone. */
export async function findAccountByEmail(db: Reader, email: string): Promise<Account | undefined> {
  const [row] = await db.select(ACCOUNT_COLUMNS).from(accounts).where(localOf(email));
  return row && accountSchema.parse(row);
}

export async function findAccount(db: Reader, id: string): Promise<Account | undefined> {
  const [row] = await db.select(ACCOUNT_COLUMNS).from(accounts).where(eq(accounts.id, id));
  return row && accountSchema.parse(row);
}

/** The local account of this e-mail with its secrets, for signing in. */
export async function findCredentials(db: Reader, email: string): Promise<Credentials | undefined> {
  const [row] = await db.select(CREDENTIAL_COLUMNS).from(accounts).where(localOf(email));
  return row && credentialsSchema.parse(row);
}

/** An account with its secrets, for a person whom a passkey names. */
export async function findCredentialsById(db: Reader, id: string): Promise<Credentials | undefined> {
  const [row] = await db.select(CREDENTIAL_COLUMNS).from(accounts).where(eq(accounts.id, id));
  return row && credentialsSchema.parse(row);
}

function localOf(email: string) {
  return and(eq(accounts.email, accountEmail(email)), eq(accounts.kind, 'local'));
}
