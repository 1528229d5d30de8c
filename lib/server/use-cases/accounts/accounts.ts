import 'server-only';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { ROLES } from '../../../access';
import type { AccountPatch, NewAccountBody } from '../../../contracts/account-requests';
import type { AccountEntry, IssuedLink, SessionEntry } from '../../../contracts/accounts';
import type { Viewer } from '../../../contracts/viewer';
import { trail } from '../../audit/instance';
import type { AuditContext } from '../../audit/trail';
import { createAccount, disableAccount, enableAccount, setRole } from '../../auth/account-changes';
import type { ChangeScope } from '../../auth/account-transaction';
import { type Account, findAccount } from '../../auth/accounts';
import { issueLink } from '../../auth/links';
import { assertLocalAccounts } from '../../auth/local-accounts';
import { endAllSessions, endOneSession, listSessions } from '../../auth/session-list';
import { alive } from '../../auth/sessions';
import { db } from '../../db/client';
import { accountLinks, accounts, sessions } from '../../db/schema';
import { DeskError } from '../../desk-error';

/** The application's own database and trail, with who asks. */
export function scopeOf(audit: AuditContext): ChangeScope {
  return { db: db(), trail: trail(), audit };
}

const entrySchema = z.object({
  id: z.uuid(),
  kind: z.enum(['local', 'sso']),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  disabledAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  hasPassword: z.boolean(),
  secondFactor: z.boolean(),
  linkUntil: z.iso.datetime().nullable(),
  sessions: z.coerce.number().int(),
  lastSeenAt: z.iso.datetime().nullable(),
});

/** Every account with what an administrator decides by; no hash, no secret. By e-mail. */
export async function listAccountEntries(): Promise<AccountEntry[]> {
  // As text in the one form that contracts speak: drizzle hands times of raw SQL on as Postgres writes them.
  const iso = (value: unknown) => sql`to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const { rows } = await db().execute(sql`
    SELECT ${accounts.id}, ${accounts.kind}, ${accounts.email}, ${accounts.name}, ${accounts.role},
      ${iso(accounts.disabledAt)} AS "disabledAt", ${iso(accounts.createdAt)} AS "createdAt",
      ${accounts.passwordHash} IS NOT NULL AS "hasPassword", ${accounts.totpSecret} IS NOT NULL AS "secondFactor",
      (SELECT ${iso(sql`max(${accountLinks.expiresAt})`)} FROM ${accountLinks}
        WHERE ${accountLinks.accountId} = ${accounts.id} AND ${accountLinks.usedAt} IS NULL
          AND ${accountLinks.expiresAt} > now()) AS "linkUntil",
      (SELECT count(*) FROM ${sessions} WHERE ${sessions.accountId} = ${accounts.id} AND ${alive()}) AS sessions,
      (SELECT ${iso(sql`max(${sessions.lastSeenAt})`)} FROM ${sessions} WHERE ${sessions.accountId} = ${accounts.id})
        AS "lastSeenAt"
    FROM ${accounts} ORDER BY ${accounts.email}, ${accounts.kind}`);
  return z.array(entrySchema).parse(rows);
}

/**
 * Creates an account and the link by which its owner chooses a password.
 * @throws AccountError naming the field; DeskError `audit_unavailable`, `forbidden` where there are no local accounts
 */
export async function inviteAccount(
  body: NewAccountBody,
  audit: AuditContext,
): Promise<{ id: string; link: IssuedLink }> {
  assertLocalAccounts();
  const { id } = await createAccount(scopeOf(audit), body);
  return { id, link: await issueLink(scopeOf(audit), id) };
}

/**
 * Issues a link by which somebody chooses a password.
 * @throws AccountError; DeskError `audit_unavailable`, `forbidden` where there are no local accounts
 */
export async function linkFor(id: string, audit: AuditContext): Promise<IssuedLink> {
  assertLocalAccounts();
  return await issueLink(scopeOf(audit), id);
}

/** @throws AccountError for what the rules of accounts forbid; DeskError `audit_unavailable` */
export async function changeAccount(id: string, change: AccountPatch, audit: AuditContext): Promise<void> {
  const scope = scopeOf(audit);
  if ('role' in change) return await setRole(scope, id, change.role);
  return change.disabled ? await disableAccount(scope, id) : await enableAccount(scope, id);
}

/** @throws DeskError `not_found` */
export async function sessionsOf(id: string, viewer: Viewer): Promise<SessionEntry[]> {
  return await listSessions(db(), (await accountOrRefuse(id)).id, viewer.sessionId);
}

/** @throws DeskError `not_found`, `audit_unavailable` */
export async function endSessionFor(id: string, sessionId: string, audit: AuditContext): Promise<void> {
  await endOneSession(scopeOf(audit), await accountOrRefuse(id), sessionId, 'administrator');
}

/** @throws DeskError `not_found`, `audit_unavailable` */
export async function endSessionsFor(id: string, audit: AuditContext): Promise<number> {
  return await endAllSessions(scopeOf(audit), await accountOrRefuse(id), 'administrator');
}

async function accountOrRefuse(id: string): Promise<Account> {
  const account = await findAccount(db(), id);
  if (!account) throw new DeskError('not_found', 'There is no such account.');
  return account;
}
