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

/** The purpose of a sealed secret (`seal.ts`). */
export const totpPurpose = (accountId: string) => `totp:${accountId}`;

/**
 * Uses up a six-digit code or a recovery code of a person with a second factor. Each code counts once: a code that an
 * onlooker saw is worth nothing after its owner has used it.
 *
 * @param scope its audit context names the person, because the use of a recovery code is recorded
 * @returns the kind of the code; `null` for a wrong or used one
 * @throws Error when the secret's key is lost; then an administrator has to remove the second factor
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

/** Codes of earlier steps are refused as well, so an onlooker who saw two codes gains nothing from the older one. */
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

/**
 * Seals the secret under the current key after `AUDIT_KEY` has changed, so that the retired key can be removed one day.
 */
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
