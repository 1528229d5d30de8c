import 'server-only';

/**
 * Budgets: how much each person may open, reveal, search and export within a time, counted in Postgres for all replicas.
 *
 * The only file of this engine that code outside it may import; `scripts/server-rooms.test.ts` holds the rule.
 */

export { askOf, costOf } from './costs';
export { grantMore } from './grant';
export { keepLease, releaseLease } from './lease';
export { countPeopleNearLimits } from './people';
export { pruneBudgets, readBudgets } from './read';
export { type Ask, giveBack, readVerdict, type Spending, spend, spendStatement, type Verdict } from './spend';
