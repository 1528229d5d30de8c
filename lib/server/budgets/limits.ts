import 'server-only';
import type { Role } from '../../access';
import { BUDGET_WINDOWS, BUDGETS, type Budget } from '../../contracts/budgets';
import { env } from '../env';

/** The limits of one budget of a role: minute, hour, day; `null` for none. */
export type LimitList = readonly [number | null, number | null, number | null];

/** @returns `null` when no window is limited */
export function limitsOf(role: Role, budget: Budget): LimitList | null {
  const limits = env().BUDGETS[role][budget];
  const [minute, hour, day] = BUDGET_WINDOWS.map((window) => limits[window] ?? null);
  const list: LimitList = [minute ?? null, hour ?? null, day ?? null];
  return list.every((limit) => limit === null) ? null : list;
}

/** The budgets that are limited for a role. */
export function limitedBudgets(role: Role): { budget: Budget; limits: LimitList }[] {
  return BUDGETS.flatMap((budget) => {
    const limits = limitsOf(role, budget);
    return limits === null ? [] : [{ budget, limits }];
  });
}
