import 'server-only';
import { eq, sql } from 'drizzle-orm';
import type { AuditAction, OutcomeDetail } from '../../contracts/audit-details';
import {
  ADMIT_WITHIN,
  type AuditContext,
  type DeferrableAction,
  deferEvent,
  orDeferred,
  type Trail,
  TrailUnavailable,
} from '../audit/public';
import { accounts, type Database } from '../db/public';
import { ACCOUNT_COLUMNS, type Account, accountSchema } from './accounts';

/**
 * The database, trail and author of a change of accounts. A parameter, because the command line changes accounts as
 * well and has neither the application's environment nor its trail.
 */
export interface ChangeScope {
  db: Database;
  trail: Trail;
  audit: AuditContext;
}

export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

export interface AccountTransaction {
  tx: Transaction;
  /** Records an event after the work. Events are written in the order of the calls. */
  tell<A extends AuditAction>(action: A, detail: OutcomeDetail<A>): void;
}

/**
 * Changes accounts and records the change in one transaction: both become durable, or neither. The events are written
 * last, because from the first one on the transaction holds the turn of all writers.
 *
 * @returns what `work` returns
 * @throws TrailUnavailable when the events cannot be written within {@link ADMIT_WITHIN}: nothing was changed. Whatever
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
      // The limit also covers the statement that waits for the turn.
      await tx.execute(sql.raw(`SET LOCAL statement_timeout = ${ADMIT_WITHIN}`));
      await tx.execute(sql.raw('SET LOCAL synchronous_commit = on'));
      for (const write of events) await write();
    } catch (cause) {
      throw new TrailUnavailable('the change could not be recorded', { cause });
    }
    return result;
  });
}

/** As {@link AccountTransaction}, for the ends of sessions alone. */
export interface EndingTransaction {
  tx: Transaction;
  tell<A extends DeferrableAction>(action: A, detail: OutcomeDetail<A>): void;
}

/**
 * Ends sessions. Unlike other changes of accounts it happens also while the trail takes no event: the events are then
 * kept in the same transaction, and follow (`audit/deferred-events.ts`).
 *
 * @returns what `work` returns
 * @throws whatever `work` throws: nothing was changed
 */
export async function changeSessions<T>(
  scope: ChangeScope,
  work: (transaction: EndingTransaction) => Promise<T>,
): Promise<T> {
  return await orDeferred((record) => {
    if (record === 'now') return changeAccounts(scope, work);
    return scope.db.transaction(async (tx) => {
      const events: (() => Promise<void>)[] = [];
      const result = await work({
        tx,
        tell: (action, detail) => events.push(() => deferEvent(tx, scope.audit, action, detail)),
      });
      for (const write of events) await write();
      return result;
    });
  });
}

/** Takes the row lock of an account until the transaction ends. `undefined` when there is no such account. */
export async function lockAccount(tx: Transaction, accountId: string): Promise<Account | undefined> {
  const [row] = await tx.select(ACCOUNT_COLUMNS).from(accounts).where(eq(accounts.id, accountId)).for('update');
  return row && accountSchema.parse(row);
}

/** How the trail names an account. */
export function named({ id, email }: Pick<Account, 'id' | 'email'>): { account: string; email: string } {
  return { account: id, email };
}
