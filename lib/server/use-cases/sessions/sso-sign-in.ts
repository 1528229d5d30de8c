import 'server-only';
import type { Viewer } from '../../../contracts/viewer';
import type { SsoFailure } from '../../../words/sso-failures';
import { type AuditContext, trail } from '../../audit/public';
import {
  findSsoAccount,
  type Recognised,
  recognise,
  renewProof,
  type SessionName,
  type SsoPerson,
} from '../../auth/public';
import { db } from '../../db/public';
import { currentRequestId } from '../../request-scope';
import { startSession } from './start-session';

/** Where a request comes from. */
export interface Origin {
  address: string | null;
  userAgent: string | null;
  /** The session that the browser's cookie names. It ends when another one begins. */
  replaces: SessionName | null;
}

export type SsoSignIn = { accountId: string; sessionId: string } | { failure: SsoFailure };

type Refusal = Extract<Recognised, { admitted: false }>;

const FAILURES: Record<Refusal['reason'], SsoFailure> = {
  'no-role': 'SsoNoRole',
  'roles-missing': 'SsoRolesUntold',
  'roles-overage': 'SsoRolesUntold',
  'roles-unreadable': 'SsoRolesUntold',
  disabled: 'SsoDisabled',
};

/**
 * Opens a session for a person whom the provider has identified: account, session and their events in one transaction.
 *
 * The time of the proof is the person's last sign-in at the provider. It may be hours ago, because a provider with a
 * running session asks for nothing. When the provider tells no time, the session has no proof and a step-up asks for
 * one.
 *
 * @throws the database's error; then nothing has happened
 */
export async function signInBySso(person: SsoPerson, origin: Origin): Promise<SsoSignIn> {
  const { address, userAgent, replaces } = origin;
  return await db().transaction(async (tx) => {
    const recognised = await recognise(tx, person, address);
    await recognised.record();
    if (!recognised.admitted) return await refuse(tx, recognised, person, address);
    const how = {
      method: 'sso',
      passwordHash: null,
      secondFactor: person.secondFactor ? 'provider' : 'none',
      provedAt: person.authenticatedAt ?? new Date(0),
      address,
      userAgent,
    } as const;
    const sessionId = await startSession(tx, recognised.account, how, replaces);
    if (sessionId === null) throw new Error('A recognised account could not open a session.');
    return { accountId: recognised.account.id, sessionId };
  });
}

/**
 * Step-up through the provider: renews the proof of a running session after its owner signed in at the provider again.
 * Another person is refused, and the session stays as it is. An answer that does not tell the roles proves the person
 * all the same: the session goes on with the role of its account.
 *
 * @returns the session's new name for its cookie, or the reason of a refusal
 */
export async function proveBySso(
  person: SsoPerson,
  viewer: Viewer,
  origin: Origin,
): Promise<{ session: SessionName } | { failure: SsoFailure }> {
  const { address } = origin;
  const { accountId: id, sessionId, email, role } = viewer;
  const context = { actor: { id, email, role }, sessionId, requestId: currentRequestId(), address };
  return await db().transaction(async (tx) => {
    if ((await findSsoAccount(tx, person))?.id !== id) {
      await trail().recordIn(tx, context, 'session.refused', { method: 'sso', reason: 'other-person' });
      return { failure: 'SsoOtherPerson' };
    }
    const recognised = await recognise(tx, person, address);
    const goesOn = recognised.admitted || FAILURES[recognised.reason] === 'SsoRolesUntold';
    const session = goesOn ? await renewProof(tx, sessionId) : null;
    await recognised.record();
    if (!recognised.admitted && !goesOn) return await refuse(tx, recognised, person, address);
    if (session === null) return { failure: 'SsoExpired' };
    await trail().recordIn(tx, context, 'session.proved', { method: 'sso' });
    return { session };
  });
}

type Transaction = Parameters<Parameters<ReturnType<typeof db>['transaction']>[0]>[0];

async function refuse(
  tx: Transaction,
  { reason, account }: Refusal,
  person: SsoPerson,
  address: string | null,
): Promise<{ failure: SsoFailure }> {
  // The provider identified this colleague, so the trail names them: an administrator must see who was turned away.
  const actor = { id: account?.id ?? null, email: person.email, role: account?.role ?? null };
  const context: AuditContext = { actor, sessionId: null, requestId: currentRequestId(), address };
  await trail().recordIn(tx, context, 'session.refused', { method: 'sso', reason });
  return { failure: FAILURES[reason] };
}
