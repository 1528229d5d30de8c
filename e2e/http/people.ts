import { randomUUID } from 'node:crypto';
import { createAccount } from '@/lib/server/auth/accounts';
import { type Database, openDatabase } from '@/lib/server/db/client';
import { type Desk, deskWith, query, type RoleName, stack, tryToSignIn } from './desk';

const PASSWORD = 'a pass phrase of some length';

export interface Newcomer {
  email: string;
  /** Signed in, with a cookie that has just worked. */
  desk: Desk;
}

/** The desk's own functions on its database, as its role. */
export async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const { db, close } = openDatabase(stack.databaseUrl);
  try {
    return await work(db);
  } finally {
    await close();
  }
}

/** Makes an account and signs in with it. @throws Error when the cookie doesn't work: a test of dead ones would pass */
export async function newcomer(role: RoleName, appUrl = stack.appUrl): Promise<Newcomer> {
  const email = `${randomUUID()}@desk.example`;
  await withDatabase((db) => createAccount(db, { email, name: 'Somebody New', role, password: PASSWORD }));
  return { email, desk: await signedIn(email, appUrl) };
}

/** Another session of theirs. */
export async function signedIn(email: string, appUrl = stack.appUrl): Promise<Desk> {
  const { status, cookie } = await tryToSignIn(email, PASSWORD, { appUrl });
  const desk = deskWith(cookie, appUrl);
  const list = await desk.get('/api/customers?perPage=10');
  if (status !== 200 || list.status !== 200) throw new Error(`could not sign in: ${status}, ${list.status}`);
  return desk;
}

/** Changes the row of somebody's sessions, as time or somebody else would: `ended_at = now()`. */
export async function changeSessions(email: string, change: string): Promise<void> {
  await query(`UPDATE sessions SET ${change} WHERE account_id = (SELECT id FROM accounts WHERE email = $1)`, [email]);
}
