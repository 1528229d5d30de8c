import 'server-only';
import { eq, sql } from 'drizzle-orm';
import type { AuditAction, OutcomeDetail } from '../../contracts/audit-details';
import { ADMIT_WITHIN, type AuditContext, type Trail, TrailUnavailable } from '../audit/public';
import { accounts, type Database } from '../db/public';
import { ACCOUNT_COLUMNS, type Account, accountSchema } from './accounts';

/**
 * Where a change of an account happens and who makes it. Passed in, because the command line changes accounts, too, and
 * has neither the application's environment nor its trail.
 */
export interface ChangeScope {
  db: Database;
  trail: Trail;
  audit: AuditContext;
}

export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

export interface AccountTransaction {
  tx: Transaction;
  /** Tells the trail, when the work is done; in the order in which they are told. */
  tell<A extends AuditAction>(action: A, detail: OutcomeDetail<A>): void;
}

/**
 * Changes accounts and tells the trail of it in one transaction: both become durable, or neither. The events are written
 * last, because from the first one on this transaction has everybody's turn to append.
 *
 * @returns what `work` returns
 * @throws TrailUnavailable when the events can't be written within {@link ADMIT_WITHIN}: nothing was changed. Whatever
 *   `work` throws: nothing was changed either
 */
export async function changeAccounts<T>(
  { db, trail, audit }: ChangeScope,
  work: (transaction: AccountTransaction) => Promise<T>,
): Promise<T> {
  return await db.transaction(async (tx) => {
    const events: (() => Promise<void>)[] = [];
    const result = await work({
      tx,
      tell: (action, detail) => events.push(() => trail.recordIn(tx, audit, action, detail)),
    });
    try {
      // Waiting for the turn is a statement, too.
      await tx.execute(sql.raw(`SET LOCAL statement_timeout = ${ADMIT_WITHIN}`));
      await tx.execute(sql.raw('SET LOCAL synchronous_commit = on'));
      for (const write of events) await write();
    } catch (cause) {
      throw new TrailUnavailable('the change could not be recorded', { cause });
    }
    return result;
  });
}

/** Keeps everybody else from changing this account until the transaction ends. `undefined` when there is none. */
export async function lockAccount(tx: Transaction, accountId: string): Promise<Account | undefined> {
  const [row] = await tx.select(ACCOUNT_COLUMNS).from(accounts).where(eq(accounts.id, accountId)).for('update');
  return row && accountSchema.parse(row);
}

/** How the trail names an account. */
export function named({ id, email }: Pick<Account, 'id' | 'email'>): { account: string; email: string } {
  return { account: id, email };
}
