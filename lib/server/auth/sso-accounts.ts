import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import * as z from 'zod';
import { ROLES, type Role } from '../../access';
import type { RoleClaimGap } from '../../contracts/audit-values';
import { type AuditContext, trail } from '../audit/public';
import { accountIdentities, accounts, type Database, sessions } from '../db/public';
import type { SsoPerson } from './sso-claims';

type Transaction = Pick<Database, 'execute' | 'select' | 'insert' | 'update'>;

export interface SsoAccount {
  id: string;
  email: string;
  role: Role;
}

export type Unadmitted = 'no-role' | 'disabled' | RoleClaimGap;

/** `account` of a refusal: the account that the desk knows, if any. */
export type Recognised =
  | { admitted: true; account: SsoAccount; record: () => Promise<void> }
  | { admitted: false; reason: Unadmitted; account: SsoAccount | null; record: () => Promise<void> };

/** The advisory lock of first sign-ins, together with the identity. */
const FIRST_SIGN_IN = 7_302_121;

const rowSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  disabledAt: z.date().nullable(),
});

/**
 * Finds the account of an identity, or creates it, and brings its e-mail, name and role up to date with the provider.
 * The identity alone decides which account that is. A local account with the same e-mail is another account.
 *
 * A person whose role was taken away loses their running sessions. The provider decides about roles, so the desk's rule
 * about the last administrator does not apply here. Where the provider did not tell the roles, nobody signs in by them,
 * and nothing is taken away: the account keeps its role, and its sessions run on to their own end.
 *
 * @returns the account; `record` writes the changes into the trail. Call it after every other row of the transaction is
 *   written, because it takes the turn of all writers (`recordIn`)
 */
export async function recognise(tx: Transaction, person: SsoPerson, address: string | null): Promise<Recognised> {
  // The desk makes these changes on the provider's word, so no person is their actor.
  const system: AuditContext = {
    actor: { id: null, email: null, role: 'system' },
    sessionId: null,
    requestId: null,
    address,
  };
  const known = await findSsoAccount(tx, person);
  const untold = person.roleClaim === 'told' ? null : person.roleClaim;
  if (known === undefined) {
    if (person.role === null) return unadmitted(untold ?? 'no-role', null);
    const account = await create(tx, person, person.role);
    const detail = { account: account.id, email: account.email, role: account.role, kind: 'sso' } as const;
    return { admitted: true, account, record: () => trail().recordIn(tx, system, 'account.created', detail) };
  }
  if (known.disabledAt !== null) return unadmitted('disabled', known);
  if (untold !== null) return unadmitted(untold, known);
  if (person.role === null) {
    const ended = await endSessions(tx, known.id);
    const detail = { account: known.id, email: known.email, sessions: ended, reason: 'role' } as const;
    const record = async () => {
      if (ended.length > 0) await trail().recordIn(tx, system, 'session.ended', detail);
    };
    return { admitted: false, reason: 'no-role', account: known, record };
  }
  const account = { id: known.id, email: person.email, role: person.role };
  if (known.email !== person.email || known.name !== person.name || known.role !== person.role) {
    const { email, name, role } = person;
    await tx.update(accounts).set({ email, name, role }).where(eq(accounts.id, known.id));
  }
  const record = async () => {
    const about = { account: account.id, email: account.email };
    if (known.email !== account.email) {
      await trail().recordIn(tx, system, 'account.email-changed', { ...about, from: known.email });
    }
    if (known.role !== account.role) {
      await trail().recordIn(tx, system, 'account.role-changed', { ...about, from: known.role, to: account.role });
    }
  };
  return { admitted: true, account, record };
}

function unadmitted(reason: Unadmitted, account: SsoAccount | null): Recognised {
  return { admitted: false, reason, account, record: async () => {} };
}

/** The account of an identity, locked until the transaction ends. */
export async function findSsoAccount(tx: Transaction, { issuer, subject }: SsoPerson) {
  // Two first sign-ins at once must find one account: the second waits here, and then sees it.
  await tx.execute(sql`SELECT pg_advisory_xact_lock(${FIRST_SIGN_IN}, hashtext(${`${issuer}\n${subject}`}))`);
  const [row] = await tx
    .select({
      id: accounts.id,
      email: accounts.email,
      name: accounts.name,
      role: accounts.role,
      disabledAt: accounts.disabledAt,
    })
    .from(accountIdentities)
    .innerJoin(accounts, eq(accounts.id, accountIdentities.accountId))
    .where(and(eq(accountIdentities.issuer, issuer), eq(accountIdentities.subject, subject)))
    .for('update', { of: accounts });
  return row && rowSchema.parse(row);
}

async function create(tx: Transaction, person: SsoPerson, role: Role): Promise<SsoAccount> {
  const { email, name, issuer, subject } = person;
  const [row] = await tx.insert(accounts).values({ kind: 'sso', email, name, role }).returning({ id: accounts.id });
  const accountId = z.uuid().parse(row?.id);
  await tx.insert(accountIdentities).values({ issuer, subject, accountId });
  return { id: accountId, email, role };
}

async function endSessions(tx: Transaction, accountId: string): Promise<string[]> {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(sessions.accountId, accountId), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  return ended.map(({ id }) => id);
}
