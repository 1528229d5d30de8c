import * as z from 'zod/mini';
import type { Role } from '../access';

/**
 * What a person has a budget of. `customers`: different customers opened or revealed. `links`: verification links asked
 * for. `rows`: rows of exported files.
 */
export const BUDGETS = ['openings', 'customers', 'reveals', 'lookups', 'searches', 'lists', 'links', 'rows'] as const;
export type Budget = (typeof BUDGETS)[number];

/** A minute and an hour begin with the first spending. A day is the day of UTC. */
export const BUDGET_WINDOWS = ['minute', 'hour', 'day'] as const;
export type BudgetWindow = (typeof BUDGET_WINDOWS)[number];

/** The most that may be spent within each window; `null`, or no entry: no limit. */
export type Limits = { readonly [Window in BudgetWindow]?: number | null };
export type RoleBudgets = { readonly [Kind in Budget]: Limits };

/**
 * The budgets of each role, unless `BUDGETS` changes them: several times what a person who works fast needs, and far
 * below what a harvest needs. Lists and searches are cheap steps on the way to a customer, and typing makes several
 * searches, so they have wide budgets. Fifty links in one go fit into a minute; each is a way into a verification, and a
 * call of Sentinel's.
 */
export const DEFAULT_BUDGETS: Readonly<Record<Role, RoleBudgets>> = {
  support: {
    openings: { minute: 30, hour: 300, day: 1_000 },
    customers: { day: 400 },
    reveals: { minute: 20, hour: 100, day: 300 },
    lookups: { minute: 30, hour: 300, day: 1_000 },
    searches: { minute: 120, hour: 2_000, day: 8_000 },
    lists: { minute: 120, hour: 1_000, day: 4_000 },
    links: { minute: 60, hour: 200, day: 500 },
    rows: { day: 10_000 },
  },
  compliance: {
    openings: { minute: 60, hour: 900, day: 4_000 },
    customers: { day: 1_500 },
    reveals: { minute: 40, hour: 600, day: 2_500 },
    lookups: { minute: 60, hour: 600, day: 2_000 },
    searches: { minute: 180, hour: 4_000, day: 16_000 },
    lists: { minute: 180, hour: 2_000, day: 8_000 },
    links: { minute: 60, hour: 400, day: 1_500 },
    rows: { hour: 200_000, day: 500_000 },
  },
  admin: {
    openings: { minute: 60, hour: 900, day: 4_000 },
    customers: { day: 1_500 },
    reveals: { minute: 40, hour: 600, day: 2_500 },
    lookups: { minute: 60, hour: 600, day: 2_000 },
    searches: { minute: 180, hour: 4_000, day: 16_000 },
    lists: { minute: 180, hour: 2_000, day: 8_000 },
    links: { minute: 60, hour: 400, day: 1_500 },
    rows: { hour: 200_000, day: 500_000 },
  },
};

/** Work of which a person may have few at once, over all replicas. */
export const AT_ONCE = { reveal: 2, export: 1, verify: 1 } as const;
export type LeasedWork = keyof typeof AT_ONCE;

/** A budget of which four fifths or more are spent. */
export interface BudgetNote {
  budget: Budget;
  window: BudgetWindow;
  spent: number;
  limit: number;
  /** When the window ends, ISO 8601. */
  until: string;
}

/** `GET /api/accounts/{id}/budgets`: what a person has spent, without budgets that have no limit. */
export interface AccountBudgets {
  budgets: {
    budget: Budget;
    /** What administrators have granted for today beyond the day's limit. */
    granted: number;
    windows: { window: BudgetWindow; spent: number; limit: number; until: string | null }[];
  }[];
}

/** No grant is larger, whatever the day's limit is. */
export const MOST_GRANTED = 1_000_000;

/** The body of `POST /api/accounts/{id}/budgets`. */
export const grantSchema = z.strictObject({
  budget: z.enum(BUDGETS),
  more: z.int().check(z.gte(1), z.lte(MOST_GRANTED)),
});
export type GrantBody = z.infer<typeof grantSchema>;
