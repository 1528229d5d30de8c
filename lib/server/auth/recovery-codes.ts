import 'server-only';
import { createHash, randomInt } from 'node:crypto';
import { and, count, eq, isNull, sql } from 'drizzle-orm';
import { recoveryCodes } from '../db/public';
import type { Transaction } from './account-transaction';

const HOW_MANY = 10;
/** Letters and digits that people do not confuse. Sixteen of them are 79 bits, too many to find by trying hashes. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP = 4;

/**
 * Draws new recovery codes. The earlier ones stop working.
 * @returns the codes, shown only now, because the desk keeps their hashes alone
 */
export async function renewRecoveryCodes(tx: Transaction, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: HOW_MANY }, drawCode);
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
  await tx.insert(recoveryCodes).values(codes.map((code) => ({ accountId, codeHash: hashOf(accountId, code) })));
  return codes;
}

/** Uses up a recovery code. @returns whether the code was valid */
export async function takeRecoveryCode(tx: Transaction, accountId: string, written: string): Promise<boolean> {
  const taken = await tx
    .update(recoveryCodes)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(recoveryCodes.accountId, accountId),
        eq(recoveryCodes.codeHash, hashOf(accountId, written)),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ accountId: recoveryCodes.accountId });
  return taken.length > 0;
}

/** How many unused recovery codes an account has. */
export async function recoveryCodesLeft(db: Pick<Transaction, 'select'>, accountId: string): Promise<number> {
  const unused = and(eq(recoveryCodes.accountId, accountId), isNull(recoveryCodes.usedAt));
  const [left] = await db.select({ codes: count() }).from(recoveryCodes).where(unused);
  return left?.codes ?? 0;
}

/** Whether a text has the form of a recovery code, in any writing. */
export function looksLikeRecoveryCode(written: string): boolean {
  return plain(written).length === GROUPS * GROUP;
}

function drawCode(): string {
  const group = () => Array.from({ length: GROUP }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** The hash includes the account, so that equal codes of two accounts have different hashes. */
function hashOf(accountId: string, code: string): string {
  return createHash('sha256')
    .update(`${accountId}:${plain(code)}`)
    .digest('base64url');
}

function plain(written: string): string {
  return written.toLowerCase().replace(/[^a-z0-9]/g, '');
}
