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
import { endSessionsOf, renewProof, type SessionName } from './sessions';
import { newTotpSecret, totpStep } from './totp';

/** How long a person may take to confirm a second factor, ms. */
const CONFIRM_WITHIN = 15 * 60_000;

/**
 * The purpose of a secret that is not confirmed yet. It names the session, so that another person or session cannot
 * confirm it.
 */
const enrolmentPurpose = (viewer: Viewer) => `enrolment:${viewer.accountId}:${viewer.sessionId}`;

/**
 * Draws a secret for an authenticator app. The desk stores nothing: the browser sends the sealed secret back with the
 * first code. A person with a second factor replaces it in the same way, and the old one counts until the new one is
 * confirmed.
 *
 * @throws DeskError `forbidden` for a person who signs in through the identity provider, or without local accounts
 */
export function beginEnrolment(scope: Pick<ChangeScope, 'trail'>, viewer: Viewer): Enrolment {
  requireLocal(viewer);
  const { secret, uri } = newTotpSecret(viewer.email);
  const sealed = seal(scope.trail.keys, JSON.stringify([secret, Date.now()]), enrolmentPurpose(viewer));
  return { secret, uri, enrolment: sealed };
}

/**
 * Stores the secret as the person's second factor, once a code shows that the app has it. From then on this session
 * counts as one with a second factor, and the person's other sessions end.
 *
 * @returns recovery codes, shown once, and the session's new name (`renewProof`)
 * @throws DeskError `invalid_request` naming `code`, or `enrolment` when it took too long; `audit_unavailable`
 */
export async function confirmEnrolment(
  scope: ChangeScope,
  viewer: Viewer,
  { enrolment, code }: ConfirmBody,
): Promise<{ recovery: RecoveryCodes; session: SessionName | null }> {
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
    // The confirming code is used up.
    await tx.update(accounts).set({ totpSecret, totpLastStep: step }).where(eq(accounts.id, account.id));
    await tx.update(sessions).set({ secondFactor: true }).where(eq(sessions.id, viewer.sessionId));
    // A copy of the cookie must not gain what this session gains.
    const session = await renewProof(tx, viewer.sessionId);
    const codes = await renewRecoveryCodes(tx, account.id);
    const ended = await endSessionsOf(tx, account.id, viewer.sessionId);
    tell('account.second-factor', { ...named(account), change: 'enrolled' });
    if (ended.length > 0) tell('session.ended', { ...named(account), sessions: ended, reason: 'second-factor' });
    return { recovery: { codes }, session };
  });
}

/**
 * Draws new recovery codes. The old ones stop working.
 * @throws DeskError `account_refused` without a second factor; `forbidden` as in {@link beginEnrolment}
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
    // Sealed for another person or session, or made up: the same answer.
  }
  throw late;
}

function requireLocal(viewer: Viewer): void {
  assertLocalAccounts();
  if (viewer.method !== 'sso') return;
  throw new DeskError('forbidden', { code: 'factor_at_provider' });
}
