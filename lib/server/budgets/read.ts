import 'server-only';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Role } from '../../access';
import { type AccountBudgets, BUDGET_WINDOWS } from '../../contracts/budgets';
import { budgetCustomers, budgetGrants, budgetLeases, budgetMeters, type Database } from '../db/public';
import { limitedBudgets } from './limits';

const partSchema = z.object({
  budget: z.string(),
  part: z.coerce.number(),
  spent: z.coerce.number(),
  until: z.string(),
});
const grantedSchema = z.object({ budget: z.string(), more: z.coerce.number() });

/** What a person has spent in the windows that run now, of the budgets that their role limits. */
export async function readBudgets(db: Database, accountId: string, role: Role): Promise<AccountBudgets> {
  const [parts, grants] = await Promise.all([
    db.execute(sql`
      SELECT budget, part, had AS spent,
        to_char((began + length) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS until
      FROM ${budgetMeters}, unnest(started, spent, '{1 minute,1 hour,24 hours}'::interval[])
        WITH ORDINALITY AS running(began, had, length, part)
      WHERE account_id = ${accountId} AND began + length > now()`),
    db.execute(sql`SELECT budget, more FROM ${budgetGrants}
      WHERE account_id = ${accountId} AND day = (now() AT TIME ZONE 'UTC')::date`),
  ]);
  const running = z.array(partSchema).parse(parts.rows);
  const granted = z.array(grantedSchema).parse(grants.rows);
  return {
    budgets: limitedBudgets(role).map(({ budget, limits }) => {
      const more = granted.find((one) => one.budget === budget)?.more ?? 0;
      const windows = BUDGET_WINDOWS.flatMap((window, index) => {
        const limit = limits[index] ?? null;
        if (limit === null) return [];
        const { spent = 0, until = null } =
          running.find((one) => one.budget === budget && one.part === index + 1) ?? {};
        return [{ window, spent, limit: limit + (window === 'minute' ? 0 : more), until }];
      });
      return { budget, granted: more, windows };
    }),
  };
}

/** Removes what no longer counts: customers of earlier days, and leases that have lapsed. */
export async function pruneBudgets(db: Database): Promise<void> {
  await db.delete(budgetCustomers).where(sql`${budgetCustomers.day} < (now() AT TIME ZONE 'UTC')::date`);
  await db.delete(budgetLeases).where(sql`${budgetLeases.until} < now()`);
}
