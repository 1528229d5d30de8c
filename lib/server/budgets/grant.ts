import 'server-only';
import { sql } from 'drizzle-orm';
import type { GrantBody } from '../../contracts/budgets';
import { budgetGrants, type Database } from '../db/public';

/**
 * Grants a person more of one budget until the day of UTC ends: the day's limit and the hour's grow by it. Grants of one
 * day add up. The caller records the event in the same transaction.
 */
export async function grantMore(
  tx: Pick<Database, 'insert'>,
  accountId: string,
  { budget, more }: GrantBody,
): Promise<void> {
  await tx
    .insert(budgetGrants)
    .values({ accountId, budget, day: sql`(now() AT TIME ZONE 'UTC')::date`, more })
    .onConflictDoUpdate({
      target: [budgetGrants.accountId, budgetGrants.budget, budgetGrants.day],
      // A larger sum would not fit the column.
      set: { more: sql`least(${budgetGrants.more}::bigint + ${more}, 1000000000)::integer` },
    });
}
