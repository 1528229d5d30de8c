import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { IssuedLink } from '../../contracts/accounts';
import { accountLinks, accounts } from '../db/public';
import { DeskError } from '../desk-error';
import { AccountError } from './account-error';
import {
  type AccountTransaction,
  type ChangeScope,
  changeAccounts,
  lockAccount,
  named,
  type Transaction,
} from './account-transaction';
import { type Account, accountSchema } from './accounts';
import { forgetFailuresOf } from './lockout';
import { passwordProblem } from './password-rules';
import { hashPassword } from './passwords';
import { endSessionsOf } from './sessions';

/** 256 bits, which cannot be guessed. */
const TOKEN_BYTES = 32;
/** A new colleague may be away over a weekend. A person who asks for a reset is waiting for it. */
const HOURS = { invite: 72, reset: 1 } as const;

/** Revokes every unused link of an account. */
export async function endLinksOf(db: Pick<Transaction, 'update'>, accountId: string): Promise<void> {
  await db
    .update(accountLinks)
    .set({ expiresAt: sql`now()` })
    .where(and(eq(accountLinks.accountId, accountId), isNull(accountLinks.usedAt), alive()));
}

/**
 * Issues a one-time link by which a person chooses their own password: an invitation while they have none, else a
 * reset. Revokes earlier links of the account. An existing password counts until the link is used.
 *
 * @returns the token, shown only now, because the desk keeps its hash alone
 * @throws AccountError for a disabled account, or one of the identity provider
 */
export async function issueLink(scope: ChangeScope, accountId: string): Promise<IssuedLink> {
  return await changeAccounts(scope, async (transaction) => {
    const { tx } = transaction;
    const account = await lockAccount(tx, accountId);
    if (!account) throw new AccountError({ code: 'no_such_account' });
    if (account.kind !== 'local') throw new AccountError({ code: 'no_password_of_account', email: account.email });
    if (account.disabledAt !== null) throw new AccountError({ code: 'account_is_disabled', email: account.email });
    return await insertLink(transaction, account, (await hasPassword(tx, accountId)) ? 'reset' : 'invite');
  });
}

/**
 * Issues a link as a part of a change of the account, whose row lock the caller holds. Revokes earlier links.
 * @returns the token, shown only now
 */
export async function insertLink(
  { tx, tell }: AccountTransaction,
  account: Account,
  purpose: IssuedLink['purpose'],
): Promise<IssuedLink> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  await endLinksOf(tx, account.id);
  const [row] = await tx
    .insert(accountLinks)
    .values({ tokenHash: hashOf(token), accountId: account.id, purpose, expiresAt: inHours(HOURS[purpose]) })
    .returning({ expiresAt: accountLinks.expiresAt });
  tell('account.link-issued', { ...named(account), purpose });
  return { purpose, token, expiresAt: z.date().parse(row?.expiresAt).toISOString() };
}

/** The account of a token that can still be used. @throws DeskError `link_refused`, the same for every reason */
export async function findLink(db: Pick<Transaction, 'select'>, token: string): Promise<Account> {
  const [row] = await db
    .select({ account: accounts })
    .from(accountLinks)
    .innerJoin(accounts, eq(accounts.id, accountLinks.accountId))
    .where(and(usable(token), eq(accounts.kind, 'local'), isNull(accounts.disabledAt)));
  if (!row) throw new DeskError('link_refused');
  return accountSchema.parse(row.account);
}

/**
 * Sets the password that the account's owner chose, and marks the link as used. Ends every session and forgets failed
 * sign-ins. The second factor stays, so a thief of the link alone still cannot sign in.
 *
 * @param scope its audit context names the client's address; this function adds the person
 * @throws DeskError `link_refused`; `invalid_request` naming `password`; `audit_unavailable`
 */
export async function redeemLink(scope: ChangeScope, token: string, password: string): Promise<void> {
  const account = await findLink(scope.db, token);
  const problem = await passwordProblem(password, account);
  if (problem !== null) throw new AccountError(problem, 'password');
  const passwordHash = await hashPassword(password);
  const actor = { id: account.id, email: account.email, role: account.role };
  await changeAccounts({ ...scope, audit: { ...scope.audit, actor } }, async ({ tx, tell }) => {
    const current = await lockAccount(tx, account.id);
    if (!current || current.disabledAt !== null) throw new DeskError('link_refused');
    const used = await tx
      .update(accountLinks)
      .set({ usedAt: sql`now()` })
      .where(and(usable(token), eq(accountLinks.accountId, current.id)))
      .returning({ accountId: accountLinks.accountId });
    if (used.length === 0) throw new DeskError('link_refused');
    await tx.update(accounts).set({ passwordHash }).where(eq(accounts.id, current.id));
    await forgetFailuresOf(tx, current.email);
    tell('account.password-set', { ...named(current), by: 'link' });
    const sessions = await endSessionsOf(tx, current.id);
    if (sessions.length > 0) tell('session.ended', { ...named(current), sessions, reason: 'password' });
  });
}

async function hasPassword(tx: Transaction, accountId: string): Promise<boolean> {
  const [row] = await tx.select({ hash: accounts.passwordHash }).from(accounts).where(eq(accounts.id, accountId));
  return typeof row?.hash === 'string';
}

function usable(token: string) {
  return and(eq(accountLinks.tokenHash, hashOf(token)), isNull(accountLinks.usedAt), alive());
}

function alive() {
  return sql`${accountLinks.expiresAt} > now()`;
}

function inHours(hours: number) {
  return sql`now() + make_interval(hours => ${hours}::int)`;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
