import 'server-only';
import { eq } from 'drizzle-orm';
import type { ConfirmBody } from '../../contracts/account-requests';
import type { Enrolment, RecoveryCodes } from '../../contracts/accounts';
import type { Viewer } from '../../contracts/viewer';
import { accounts, sessions } from '../db/public';
import { DeskError } from '../desk-error';
import { AccountError } from './account-error';
import { type ChangeScope, changeAccounts, lockAccount, named } from './account-transaction';
import { assertLocalAccounts } from './local-accounts';
import { renewRecoveryCodes } from './recovery-codes';
import { seal, unseal } from './seal';
import { totpPurpose } from './second-factor';
import { endSessionsOf } from './sessions';
import { newTotpSecret, totpStep } from './totp';

/** How long somebody may take to find their phone, ms. */
const CONFIRM_WITHIN = 15 * 60_000;

/** Of a secret on its way: bound to the session, so that nobody can confirm what somebody else has begun. */
const enrolmentPurpose = (viewer: Viewer) => `enrolment:${viewer.accountId}:${viewer.sessionId}`;

/**
 * Draws a secret for an authenticator app. Nothing is kept: it comes back, sealed, with the first code. Somebody who has
 * a second factor sets it up anew that way, for a new phone; until that is confirmed, the old one counts.
 *
 * @throws DeskError `forbidden` for somebody who signs in through the identity provider, or where all do
 */
export function beginEnrolment(scope: Pick<ChangeScope, 'trail'>, viewer: Viewer): Enrolment {
  requireLocal(viewer);
  const { secret, uri } = newTotpSecret(viewer.email);
  const sealed = seal(scope.trail.keys, JSON.stringify([secret, Date.now()]), enrolmentPurpose(viewer));
  return { secret, uri, enrolment: sealed };
}

/**
 * Makes the secret count, once a code shows that the app has it. This session counts as one with a second factor from
 * here on; the person's others end.
 *
 * @returns recovery codes, shown once
 * @throws DeskError `invalid_request` naming `code` or saying that it took too long; `audit_unavailable`
 */
export async function confirmEnrolment(
  scope: ChangeScope,
  viewer: Viewer,
  { enrolment, code }: ConfirmBody,
): Promise<RecoveryCodes> {
  requireLocal(viewer);
  const secret = openEnrolment(scope, viewer, enrolment);
  const step = totpStep(secret, code.replace(/\s/g, ''));
  if (step === null) {
    const problem = { code: 'code_not_shown' } as const;
    throw new DeskError('invalid_request', problem, { fields: { code: problem } });
  }
  return await changeAccounts(scope, async ({ tx, tell }) => {
    const account = await lockAccount(tx, viewer.accountId);
    if (!account || account.disabledAt !== null) throw new AccountError({ code: 'no_such_account' });
    const totpSecret = seal(scope.trail.keys, secret, totpPurpose(account.id));
    // The code that confirmed it has counted.
    await tx.update(accounts).set({ totpSecret, totpLastStep: step }).where(eq(accounts.id, account.id));
    await tx.update(sessions).set({ secondFactor: true }).where(eq(sessions.id, viewer.sessionId));
    const codes = await renewRecoveryCodes(tx, account.id);
    const ended = await endSessionsOf(tx, account.id, viewer.sessionId);
    tell('account.second-factor', { ...named(account), change: 'enrolled' });
    if (ended.length > 0) tell('session.ended', { ...named(account), sessions: ended, reason: 'second-factor' });
    return { codes };
  });
}

/**
 * New recovery codes; the old ones are worth nothing.
 * @throws DeskError `account_refused` without a second factor; `forbidden` as above
 */
export async function newRecoveryCodes(scope: ChangeScope, viewer: Viewer): Promise<RecoveryCodes> {
  requireLocal(viewer);
  return await changeAccounts(scope, async ({ tx, tell }) => {
    const account = await lockAccount(tx, viewer.accountId);
    if (!account || !viewer.enrolled) throw new AccountError({ code: 'nothing_to_recover' });
    const codes = await renewRecoveryCodes(tx, account.id);
    tell('account.second-factor', { ...named(account), change: 'recovery-codes-renewed' });
    return { codes };
  });
}

function openEnrolment({ trail }: ChangeScope, viewer: Viewer, enrolment: string): string {
  const late = new DeskError(
    'invalid_request',
    { code: 'took_too_long' },
    {
      fields: { enrolment: { code: 'expired' } },
    },
  );
  try {
    const parsed: unknown = JSON.parse(unseal(trail.keys, enrolment, enrolmentPurpose(viewer)).secret);
    const [secret, begun] = Array.isArray(parsed) ? parsed : [];
    if (typeof secret === 'string' && typeof begun === 'number' && Date.now() - begun < CONFIRM_WITHIN) return secret;
  } catch {
    // Somebody else's, or made up: the same answer.
  }
  throw late;
}

function requireLocal(viewer: Viewer): void {
  assertLocalAccounts();
  if (viewer.method === 'password') return;
  throw new DeskError('forbidden', { code: 'factor_at_provider' });
}
