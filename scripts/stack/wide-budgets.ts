import { ROLES } from '@/lib/access';
import { BUDGET_WINDOWS, BUDGETS } from '@/lib/contracts/budgets';

const everyOf = <T>(keys: readonly string[], value: T) => Object.fromEntries(keys.map((key) => [key, value]));

/**
 * Budgets that no test and no benchmark reaches, for stacks on which one person does the work of a hundred. They are
 * limits all the same, so that each request spends.
 */
export const WIDE_BUDGETS = JSON.stringify(everyOf(ROLES, everyOf(BUDGETS, everyOf(BUDGET_WINDOWS, 10_000_000))));
