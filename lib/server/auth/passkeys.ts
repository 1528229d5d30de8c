import 'server-only';
import { and, asc, count, eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import { accounts, type Database, passkeys } from '../db/public';
import type { Transaction } from './account-transaction';

/** A passkey, as its row says. */
export interface Passkey {
  id: string;
  accountId: string;
  /** The authenticator's name of it, base64url. */
  credentialId: string;
  /** COSE_Key. */
  publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
  transports: string[];
  synced: boolean;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

const passkeySchema = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  credentialId: z.base64url().min(1),
  publicKey: z.instanceof(Uint8Array).transform((bytes) => new Uint8Array(bytes)),
  counter: z.int().min(0),
  transports: z.string().transform((text) => text.split(',').filter((part) => part !== '')),
  synced: z.boolean(),
  name: z.string(),
  createdAt: z.date(),
  lastUsedAt: z.date().nullable(),
});

type Reader = Pick<Database, 'select'>;

/** The passkeys of an account, oldest first. */
export async function listPasskeys(db: Reader, accountId: string): Promise<Passkey[]> {
  const rows = await db
    .select()
    .from(passkeys)
    .where(eq(passkeys.accountId, accountId))
    .orderBy(asc(passkeys.createdAt), asc(passkeys.id));
  return z.array(passkeySchema).parse(rows);
}

/** The passkey that an authenticator names. */
export async function findPasskey(db: Reader, credentialId: string): Promise<Passkey | undefined> {
  const [row] = await db.select().from(passkeys).where(eq(passkeys.credentialId, credentialId));
  return row && passkeySchema.parse(row);
}

/** Adds a passkey. @returns its id; `null` when the authenticator's name of it is taken already */
export async function insertPasskey(
  tx: Transaction,
  { transports, ...passkey }: Omit<Passkey, 'id' | 'createdAt' | 'lastUsedAt'>,
): Promise<string | null> {
  const [row] = await tx
    .insert(passkeys)
    .values({ ...passkey, publicKey: Buffer.from(passkey.publicKey), transports: transports.join(',') })
    .onConflictDoNothing()
    .returning({ id: passkeys.id });
  if (!row) return null;
  await countAnew(tx, passkey.accountId);
  return row.id;
}

/** @returns whether the account has this passkey */
export async function renamePasskeyRow(tx: Transaction, accountId: string, id: string, name: string): Promise<boolean> {
  const renamed = await tx.update(passkeys).set({ name }).where(mine(accountId, id)).returning({ id: passkeys.id });
  return renamed.length > 0;
}

/** Removes a passkey of an account, or all of them. @returns the removed ones */
export async function removePasskeyRows(
  tx: Transaction,
  accountId: string,
  id?: string,
): Promise<{ id: string; name: string }[]> {
  const removed = await tx
    .delete(passkeys)
    .where(id === undefined ? eq(passkeys.accountId, accountId) : mine(accountId, id))
    .returning({ id: passkeys.id, name: passkeys.name });
  await countAnew(tx, accountId);
  return removed;
}

/**
 * Records a use. The row must be as it was judged: of two answers with one counter, the second changes nothing.
 * Takes the account's row lock first, as every change of passkeys does: in mixed order two of them would deadlock.
 * @returns whether the passkey was still there, with the counter that was read
 */
export async function recordUse(
  tx: Transaction,
  passkey: Pick<Passkey, 'id' | 'accountId' | 'counter'>,
  use: { counter: number; synced: boolean },
): Promise<boolean> {
  await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, passkey.accountId)).for('no key update');
  const used = await tx
    .update(passkeys)
    .set({ ...use, lastUsedAt: sql`now()` })
    .where(and(eq(passkeys.id, passkey.id), eq(passkeys.counter, passkey.counter)))
    .returning({ id: passkeys.id });
  return used.length > 0;
}

function mine(accountId: string, id: string) {
  return and(eq(passkeys.id, id), eq(passkeys.accountId, accountId));
}

/** The caller holds the account's row lock, so two changes at once cannot count past each other. */
async function countAnew(tx: Transaction, accountId: string): Promise<void> {
  const [counted] = await tx.select({ rows: count() }).from(passkeys).where(eq(passkeys.accountId, accountId));
  await tx
    .update(accounts)
    .set({ passkeys: counted?.rows ?? 0 })
    .where(eq(accounts.id, accountId));
}
