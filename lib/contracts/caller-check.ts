import * as z from 'zod/mini';
import type { Role } from '../access';

/**
 * The caller check: a person types what the caller says, and the server answers match or no match for each item. The
 * rules are data, and stand here alone. A code sent by SMS or e-mail is never an item: whoever has taken over a phone or
 * a mailbox has the code as well.
 */

/** Whether the desk offers the check, and whether a correction needs one (`CALLER_CHECK`). */
export const CALLER_CHECK_MODES = ['off', 'offered', 'required'] as const;
export type CallerCheckMode = (typeof CALLER_CHECK_MODES)[number];

/** What a caller can be asked for. */
export const CALLER_ITEMS = ['birthDate', 'documentEnd', 'nationality', 'oldPhone'] as const;
export type CallerItem = (typeof CALLER_ITEMS)[number];

/** How much each item proves: a birth date and the end of a document number say more than a nationality. */
const ITEM_POINTS: Record<CallerItem, number> = { birthDate: 2, documentEnd: 2, nationality: 1, oldPhone: 1 };

/** The points of matching items that a check needs to pass. An item that doesn't match fails the check, whatever else does. */
export const POINTS_NEEDED = 3;

/** Whose corrections need a passed check where `CALLER_CHECK` is `required`: every role that may correct a contact. */
export const ROLES_CHECKING: readonly Role[] = ['support', 'admin'];

/** How long a passed check counts for its person and its customer, minutes. */
export const PASSED_FOR_MINUTES = 15;

/** So many wrong checks of one customer close the check for that customer, until the first of them is this old. */
export const CLOSING = { wrong: 3, withinMinutes: 60 } as const;

/** The fewest letters and digits of a document number that a check takes. */
export const DOCUMENT_END_LEAST = 4;
/** The fewest digits of a phone number that a check takes. */
export const PHONE_LEAST = 7;

const said = z.optional(
  z.string().check(z.trim(), z.minLength(1, 'must not be empty'), z.maxLength(100, 'is too long')),
);

/** The body of `POST /api/customers/{uuid}/caller-check`: what the caller says, in any usual writing. */
export const callerCheckSchema = z.strictObject({
  birthDate: said,
  documentEnd: said,
  nationality: said,
  oldPhone: said,
});
export type CallerSays = z.infer<typeof callerCheckSchema>;

/** `unchecked`: the record has no value that could be compared. Such an item gives no points, whatever was typed. */
export type ItemResult = 'match' | 'no-match' | 'unchecked';

/**
 * How a check ended. `wrong`: it did not pass. `unchecked`: no item failed, but the record lacks so many of them that the
 * check could not pass; it does not count as wrong.
 */
export const CHECK_RESULTS = ['passed', 'wrong', 'unchecked'] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

/** The answer: nothing of the record. */
export interface CallerCheckAnswer {
  passed: boolean;
  items: Partial<Record<CallerItem, ItemResult>>;
}

/** The points that these items could give together. */
export function pointsOf(items: readonly CallerItem[]): number {
  return items.reduce((sum, item) => sum + ITEM_POINTS[item], 0);
}
