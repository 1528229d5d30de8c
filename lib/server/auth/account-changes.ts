import 'server-only';
import { and, eq, isNull, ne, or, sql } from 'drizzle-orm';
import * as z from 'zod';
import { isRole, ROLES, type Role } from '../../access';
import { accountEmail, looksLikeEmail } from '../../writing/contacts';
import { cleanText } from '../../writing/text';
import { accounts, recoveryCodes } from '../db/public';
import { AccountError } from './account-error';
import { type AccountTransaction, type ChangeScope, changeAccounts, lockAccount, named } from './account-transaction';
import { ACCOUNT_COLUMNS, type Account, accountSchema } from './accounts';
import { endLinksOf } from './links';
import { passwordProblem } from './password-rules';
import { hashPassword } from './passwords';
import { endSessionsOf } from './sessions';

const emailSchema = z.string().transform(accountEmail).refine(looksLikeEmail);

/**
 * Changes that may take away an administrator take turns on this lock. Else two at once could each count on the other's
 * account.
 */
const LAST_ADMIN_LOCK = 7_302_122;

/**
 * Creates a local account. Without a password, its owner first chooses one by a link (`links.ts`).
 * The name is kept in plain writing: signs that reverse or hide text could make one colleague look like another.
 * @throws AccountError for an unreadable e-mail, an empty name, an unknown role, a weak password, a taken e-mail
 */
export async function createAccount(
  scope: ChangeScope,
  input: { email: string; name: string; role: string; password?: string },
): Promise<Account> {
  const email = emailSchema.safeParse(input.email);
  if (!email.success) throw new AccountError({ code: 'not_an_email' }, 'email');
  const name = cleanText(input.name);
  if (name === '' || name.length > 100) throw new AccountError({ code: 'name_length', least: 1, most: 100 }, 'name');
  const role = parseRole(input.role);
  const { password } = input;
  const passwordHash = password === undefined ? null : await hashNew(password, { email: email.data, name });
  return await changeAccounts(scope, async ({ tx, tell }) => {
    const [row] = await tx
      .insert(accounts)
      .values({ email: email.data, name, role, passwordHash })
      .onConflictDoNothing()
      .returning(ACCOUNT_COLUMNS);
    if (!row) throw new AccountError({ code: 'account_exists', email: email.data }, 'email');
    const account = accountSchema.parse(row);
    tell('account.created', { ...named(account), role, kind: 'local' });
    if (password !== undefined) tell('account.password-set', { ...named(account), by: 'command-line' });
    return account;
  });
}

/** Sets a password from the command line, and ends every session that the old one opened. */
export async function setPassword(scope: ChangeScope, account: Account, password: string): Promise<void> {
  const passwordHash = await hashNew(password, account);
  await change(scope, account.id, 'local', async (current, transaction) => {
    await transaction.tx.update(accounts).set({ passwordHash }).where(eq(accounts.id, current.id));
    await endLinksOf(transaction.tx, current.id);
    transaction.tell('account.password-set', { ...named(current), by: 'command-line' });
    await endAllSessions(transaction, current, 'password');
  });
}

/**
 * Gives an account another role. It counts from the next request on, because the role is read with the session and
 * never from the cookie. Sessions go on.
 * @throws AccountError for an SSO account, one's own, the last administrator's
 */
export async function setRole(scope: ChangeScope, accountId: string, role: string): Promise<void> {
  const to = parseRole(role);
  refuseOwn(scope, accountId, 'own_role');
  await change(scope, accountId, 'local', async (current, { tx, tell }) => {
    if (current.role === to) return;
    if (current.role === 'admin') await keepAnAdmin(tx, current);
    await tx.update(accounts).set({ role: to }).where(eq(accounts.id, current.id));
    tell('account.role-changed', { ...named(current), from: current.role, to });
  });
}

/**
 * Disables an account: ends every session at once, refuses new ones, and revokes unused links.
 * @throws AccountError for one's own account, the last administrator's
 */
export async function disableAccount(scope: ChangeScope, accountId: string): Promise<void> {
  refuseOwn(scope, accountId, 'own_account');
  await change(scope, accountId, 'any', async (current, transaction) => {
    if (current.disabledAt !== null) return;
    if (current.role === 'admin') await keepAnAdmin(transaction.tx, current);
    await transaction.tx.update(accounts).set({ disabledAt: sql`now()` }).where(eq(accounts.id, current.id));
    await endLinksOf(transaction.tx, current.id);
    transaction.tell('account.disabled', named(current));
    await endAllSessions(transaction, current, 'disabled');
  });
}

export async function enableAccount(scope: ChangeScope, accountId: string): Promise<void> {
  await change(scope, accountId, 'any', async (current, { tx, tell }) => {
    if (current.disabledAt === null) return;
    await tx.update(accounts).set({ disabledAt: null }).where(eq(accounts.id, current.id));
    tell('account.enabled', named(current));
  });
}

/**
 * Removes the second factor of a person who lost their phone. They sign in with the password alone, and enrol again
 * where their role needs a second factor.
 * @throws AccountError for an SSO account, or when there is no second factor
 */
export async function removeSecondFactor(scope: ChangeScope, accountId: string): Promise<void> {
  await change(scope, accountId, 'local', async (current, transaction) => {
    const [had] = await transaction.tx
      .update(accounts)
      .set({ totpSecret: null, totpLastStep: null })
      .where(and(eq(accounts.id, current.id), sql`${accounts.totpSecret} IS NOT NULL`))
      .returning({ id: accounts.id });
    if (!had) throw new AccountError({ code: 'account_without_factor', email: current.email });
    await transaction.tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, current.id));
    transaction.tell('account.second-factor', { ...named(current), change: 'removed' });
    await endAllSessions(transaction, current, 'second-factor');
  });
}

/**
 * A change of one account.
 * @returns what `work` returns
 * @throws AccountError when there is no such account, or it isn't of this kind
 */
export async function change<T>(
  scope: ChangeScope,
  accountId: string,
  kind: 'local' | 'any',
  work: (current: Account, transaction: AccountTransaction) => Promise<T>,
): Promise<T> {
  return await changeAccounts(scope, async (transaction) => {
    // Every change takes this lock before the lock of the account. In mixed order two changes would deadlock.
    await transaction.tx.execute(sql`SELECT pg_advisory_xact_lock(${LAST_ADMIN_LOCK})`);
    const current = await lockAccount(transaction.tx, accountId);
    if (!current) throw new AccountError({ code: 'no_such_account' });
    if (kind === 'local' && current.kind !== 'local') {
      throw new AccountError({ code: 'account_at_provider', email: current.email });
    }
    return await work(current, transaction);
  });
}

/** Ends every session of the account, as a part of a change. */
export async function endAllSessions(
  { tx, tell }: AccountTransaction,
  account: Account,
  reason: 'disabled' | 'password' | 'second-factor',
): Promise<void> {
  const sessions = await endSessionsOf(tx, account.id);
  if (sessions.length > 0) tell('session.ended', { ...named(account), sessions, reason });
}

/**
 * Refuses the change when no other administrator is left who can sign in: an enabled account with a password, or of the
 * identity provider. The caller holds {@link LAST_ADMIN_LOCK}.
 */
export async function keepAnAdmin(tx: AccountTransaction['tx'], leaving: Account): Promise<void> {
  const [other] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      and(
        ne(accounts.id, leaving.id),
        eq(accounts.role, 'admin'),
        isNull(accounts.disabledAt),
        or(eq(accounts.kind, 'sso'), sql`${accounts.passwordHash} IS NOT NULL`),
      ),
    )
    .limit(1);
  if (!other) throw new AccountError({ code: 'last_administrator', email: leaving.email });
}

/** @throws AccountError when the author of the change is the account's owner */
export function refuseOwn(
  { audit }: ChangeScope,
  accountId: string,
  code: 'own_role' | 'own_account' | 'own_recovery' | 'own_budget',
): void {
  if (audit.actor.id === accountId) throw new AccountError({ code });
}

function parseRole(role: string): Role {
  if (!isRole(role)) throw new AccountError({ code: 'unknown_role', roles: ROLES }, 'role');
  return role;
}

async function hashNew(password: string, of: { email: string; name: string }): Promise<string> {
  const problem = await passwordProblem(password, of);
  if (problem !== null) throw new AccountError(problem, 'password');
  return await hashPassword(password);
}
