import { randomUUID } from 'node:crypto';
import { keyRing } from '@/lib/server/audit/keys';
import { openTrail } from '@/lib/server/audit/trail';
import { createAccount } from '@/lib/server/auth/account-changes';
import type { ChangeScope } from '@/lib/server/auth/account-transaction';
import type { Account } from '@/lib/server/auth/accounts';
import { openDatabase } from '@/lib/server/db/client';
import { type Desk, deskWith, query, stack, tryToSignIn } from './desk';

export const PASSWORD = 'a pass phrase of some length';

/** Changes accounts as the command line does, beside the application. */
export async function inAccounts<T>(work: (scope: ChangeScope) => Promise<T>): Promise<T> {
  const { db, close } = openDatabase(stack.databaseUrl);
  const trail = openTrail({ url: stack.databaseUrl, keys: keyRing(stack.auditKey) });
  const actor = { id: null, email: null, role: 'operator' };
  try {
    return await work({ db, trail, audit: { actor, sessionId: null, requestId: null, address: null } });
  } finally {
    await trail.close();
    await close();
  }
}

export interface Someone {
  account: Account;
  email: string;
  signIn: (options?: { appUrl?: string }) => Promise<Desk>;
}

/** A person of their own for one test. */
export async function newPerson(role = 'support'): Promise<Someone> {
  const email = `${randomUUID()}@desk.example`;
  const account = await inAccounts((scope) =>
    createAccount(scope, { email, name: 'Somebody New', role, password: PASSWORD }),
  );
  const signIn: Someone['signIn'] = async (options = {}) => {
    const { status, cookie } = await tryToSignIn(email, PASSWORD, options);
    if (status !== 200) throw new Error(`could not sign in: ${status}`);
    return deskWith(cookie, options.appUrl);
  };
  return { account, email, signIn };
}

/** Changes the row of somebody's sessions, as time or somebody else would: `ended_at = now()`. */
export async function changeSessions(accountId: string, change: string): Promise<void> {
  await query(`UPDATE sessions SET ${change} WHERE account_id = $1`, [accountId]);
}

/** What the trail says of an account, oldest first. */
export async function eventsOf(accountId: string): Promise<{ action: string; detail: Record<string, unknown> }[]> {
  const rows = await query(
    "SELECT action, detail, actor_role FROM audit_events WHERE detail::json ->> 'account' = $1 OR actor_id = $1::uuid ORDER BY seq",
    [accountId],
  );
  return rows.map(({ action, detail }) => ({ action: String(action), detail: JSON.parse(String(detail)) }));
}

/** As if they had signed in longer ago than a proof holds. */
export async function ageProof(accountId: string): Promise<void> {
  await query("UPDATE sessions SET proved_at = now() - interval '11 minutes' WHERE account_id = $1", [accountId]);
}
