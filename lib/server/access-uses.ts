import 'server-only';
import { type ReviewedPerson, USES, type Use } from '../contracts/access-review';
import type { AuditAction } from '../contracts/audit-details';
import type { ActionCount } from './audit/public';

/** What the actions count as. An action without an entry is evidence of another kind, or none. */
const COUNTED: ReadonlyMap<string, Use> = new Map<AuditAction, Use>([
  ['session.signed-in', 'signIns'],
  ['customer.opened', 'openings'],
  ['customer.images-revealed', 'reveals'],
  ['customer.field-revealed', 'reveals'],
  ['customer.looked-up', 'searches'],
  ['customers.searched', 'searches'],
  ['customers.listed', 'lists'],
  ['customers.exported', 'exports'],
  ['customer.contact-corrected', 'corrections'],
  ['customer.link-created', 'links'],
  ['audit.read', 'auditReads'],
  ['audit.exported', 'auditReads'],
  ['access.denied', 'refusals'],
  ['budget.spent', 'budgetsSpent'],
]);

/** Changes of who may do what, and what was decided about it. */
export const REVIEWED_ACTIONS: readonly AuditAction[] = [
  'account.created',
  'account.role-changed',
  'account.disabled',
  'account.enabled',
  'account.second-factor',
  'budget.spent',
  'budget.granted',
  'access.reviewed',
  'review.closed',
];

/** What a person used their access for, by the counts of their actions. Refused and failed attempts count as uses. */
export function usesOf(counts: readonly ActionCount[]): Pick<ReviewedPerson, 'uses' | 'lastUse'> {
  const uses = Object.fromEntries(USES.map((use) => [use, 0])) as Record<Use, number>;
  for (const { action, done, failed, rows } of counts) {
    const use = COUNTED.get(action);
    if (use !== undefined) uses[use] += done + (use === 'exports' ? 0 : failed);
    uses.exportedRows += rows;
  }
  const last = counts.map((one) => one.last).sort();
  return { uses, lastUse: last.at(-1) ?? null };
}
