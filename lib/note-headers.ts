/**
 * Headers of answers that tell a person something beside the answer. Each is also the name of the event by which the
 * browser's half tells the page. A file of its own, because every page loads it.
 */

/** A budget nears its end: a `BudgetNote` (`contracts/budgets.ts`) as JSON. */
export const BUDGET_HEADER = 'x-desk-budget';
/** Sentinel refuses the desk's credentials: since when, ISO 8601. */
export const TROUBLE_HEADER = 'x-desk-trouble';
/** How many mentions in notes the person has not seen. */
export const MENTIONS_HEADER = 'x-desk-mentions';
/** No header: the event that opens the list of mentions (`open`), or closes it. */
export const MENTIONS_LIST = 'desk-mentions-list';
