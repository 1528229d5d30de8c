/**
 * The answer's header when a budget nears its end: a `BudgetNote` (`contracts/budgets.ts`) as JSON. Also the name of the
 * event by which the browser's half tells the page. A file of its own, because every page loads it.
 */
export const BUDGET_HEADER = 'x-desk-budget';
