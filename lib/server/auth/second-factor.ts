import 'server-only';
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { cleanText } from '../../writing/text';
import type { KeyRing } from '../audit/public';
import { accounts } from '../db/public';
import { type ChangeScope, changeAccounts, named, type Transaction } from './account-transaction';
import type { Credentials } from './accounts';
import { looksLikeRecoveryCode, takeRecoveryCode } from './recovery-codes';
import { seal, unseal } from './seal';
import { totpStep } from './totp';

/** What a secret is sealed for. */
export const totpPurpose = (accountId: string) => `totp:${accountId}`;

/**
 * Takes a six-digit code or a recovery code of somebody who has a second factor. Each counts once, whoever is first: a
 * code that was looked over a shoulder is worth nothing after its owner has used it.
 *
 * @param scope whose audit context names the person: the use of a recovery code is recorded with it
 * @returns what kind it was, or `null` for a wrong or used one
 * @throws Error when the secret can't be opened: its key is lost, and an administrator has to remove the second factor
 */
export async function takeCode(
  scope: ChangeScope,
  account: Credentials,
  written: string,
): Promise<'totp' | 'recovery-code' | null> {
  const code = cleanText(written).replaceAll(' ', '');
  if (looksLikeRecoveryCode(code)) {
    return await changeAccounts(scope, async ({ tx, tell }) => {
      if (!(await takeRecoveryCode(tx, account.id, code))) return null;
      tell('account.second-factor', { ...named(account), change: 'recovery-code-used' });
      return 'recovery-code';
    });
  }
  if (account.totpSecret === null) return null;
  const { secret, stale } = unseal(scope.trail.keys, account.totpSecret, totpPurpose(account.id));
  const step = totpStep(secret, code);
  if (step === null || !(await takeStep(scope, account, step))) return null;
  if (stale) await sealAnew(scope.db, scope.trail.keys, account, secret);
  return 'totp';
}

/** No code of an earlier step is taken either: whoever has seen two of them gains nothing from the older one. */
async function takeStep({ db }: Pick<ChangeScope, 'db'>, account: Credentials, step: number): Promise<boolean> {
  const taken = await db
    .update(accounts)
    .set({ totpLastStep: step })
    .where(
      and(
        eq(accounts.id, account.id),
        sql`${accounts.totpSecret} = ${account.totpSecret}`,
        or(isNull(accounts.totpLastStep), lt(accounts.totpLastStep, step)),
      ),
    )
    .returning({ id: accounts.id });
  return taken.length > 0;
}

/** After `AUDIT_KEY` has changed: under the new key, so that the retired one can go one day. */
async function sealAnew(
  db: Pick<Transaction, 'update'>,
  keys: KeyRing,
  account: Credentials,
  secret: string,
): Promise<void> {
  await db
    .update(accounts)
    .set({ totpSecret: seal(keys, secret, totpPurpose(account.id)) })
    .where(and(eq(accounts.id, account.id), sql`${accounts.totpSecret} = ${account.totpSecret}`));
}
