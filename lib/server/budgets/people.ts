import 'server-only';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { ROLES } from '../../access';
import { BUDGETS, type Budget } from '../../contracts/budgets';
import { accounts, budgetGrants, budgetMeters, type Database } from '../db/public';
import { limitsOf } from './limits';

/** From this share on, a budget nears its end. As in the function that spends (`migrations/0018_budgets.sql`). */
const NEAR = 0.8;
/** The place of the day among a meter's windows: minute, hour, day. */
const DAY = 2;

const rowSchema = z.object({
  role: z.enum(ROLES),
  budget: z.enum(BUDGETS),
  spent: z.coerce.number(),
  more: z.coerce.number(),
});

export interface BudgetPeople {
  budget: Budget;
  /** People who have spent four fifths of the day's budget, and those who have spent all of it. */
  near: number;
  spent: number;
}

/**
 * How many people are near the end of each budget of today, or have come to it. Budgets of the minute and the hour come
 * back by themselves, so they are left out.
 *
 * @throws what the database throws
 */
export async function countPeopleNearLimits(db: Database): Promise<BudgetPeople[]> {
  const { rows } = await db.execute(sql`
    SELECT ${accounts.role}, ${budgetMeters.budget}, ${budgetMeters.spent}[3] AS spent,
      coalesce(${budgetGrants.more}, 0) AS more
    FROM ${budgetMeters} JOIN ${accounts} ON ${accounts.id} = ${budgetMeters.accountId}
    LEFT JOIN ${budgetGrants} ON ${budgetGrants.accountId} = ${budgetMeters.accountId}
      AND ${budgetGrants.budget} = ${budgetMeters.budget} AND ${budgetGrants.day} = (now() AT TIME ZONE 'UTC')::date
    WHERE ${budgetMeters.started}[3] > now() - interval '24 hours' AND ${budgetMeters.spent}[3] > 0
      AND ${budgetMeters.budget} = ANY(${sql.param([...BUDGETS])}::text[])
      AND ${accounts.role} = ANY(${sql.param([...ROLES])}::text[])`);
  const all = new Map(BUDGETS.map((budget) => [budget, { budget, near: 0, spent: 0 }]));
  for (const { role, budget, spent, more } of z.array(rowSchema).parse(rows)) {
    const limit = limitsOf(role, budget)?.[DAY] ?? null;
    const people = all.get(budget);
    if (limit === null || people === undefined) continue;
    if (spent >= limit + more) people.spent += 1;
    else if (spent >= NEAR * (limit + more)) people.near += 1;
  }
  return [...all.values()];
}
