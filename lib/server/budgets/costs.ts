import 'server-only';
import type { AuditAction } from '../../contracts/audit-details';
import type { Budget, LeasedWork } from '../../contracts/budgets';
import type { Ask } from './spend';

/**
 * What each action spends one of (`docs/decisions.md`, decision 47). Total: a new action has to choose. `audited` and
 * `recorded` spend before they do anything, so that no route can leave it out.
 */
const COSTS: Readonly<Record<AuditAction, Budget | null>> = {
  'customer.opened': 'openings',
  'customer.images-revealed': 'reveals',
  // A reveal takes a place of work until its images are there, and here nothing is handed out.
  'customer.images-kept': null,
  // What is printed was opened or listed, and that has spent its budget.
  'customer.printed': null,
  'customers.printed': null,
  'page.printed': null,
  'customer.field-revealed': 'reveals',
  'customer.looked-up': 'lookups',
  'customers.searched': 'searches',
  'customers.listed': 'lists',
  // By its rows, which the use case counts.
  'customers.exported': null,
  'customer.contact-corrected': null,
  // Several are made in one go. Each is a way into a verification for whoever has it.
  'customer.link-created': 'links',
  'customer.document-marked': null,
  'customer.note-written': null,
  'customer.note-changed': null,
  'customer.note-deleted': null,
  'customer.caller-checked': null,
  'customer.caller-check-closed': null,
  'customer.approval-requested': null,
  'customer.approval-granted': null,
  'customer.approval-declined': null,
  'customer.approval-ended': null,
  'approvals.read': null,
  'directory.forgotten': null,
  'session.signed-in': null,
  'session.refused': null,
  'session.locked-out': null,
  'session.proved': null,
  'session.signed-out': null,
  'session.ended': null,
  // Views are few (`MOST_VIEWS`), and hold no customer.
  'view.saved': null,
  'view.changed': null,
  'view.removed': null,
  'account.created': null,
  'account.role-changed': null,
  'account.email-changed': null,
  'account.disabled': null,
  'account.enabled': null,
  'account.link-issued': null,
  'account.password-set': null,
  'account.second-factor': null,
  'account.passkey-enrolled': null,
  'account.passkey-renamed': null,
  'account.passkey-removed': null,
  'account.passkey-refused': null,
  'access.denied': null,
  'budget.spent': null,
  'budget.granted': null,
  'access.reviewed': null,
  'alert.tested': null,
  'review.found': null,
  'reviews.read': null,
  'review.closed': null,
  'audit.read': null,
  'audit.verified': null,
  'audit.exported': null,
  'records.removed': null,
};

/** Actions that show a customer spend of the day's different customers, too. */
const SHOWS_A_CUSTOMER: ReadonlySet<Budget> = new Set(['openings', 'reveals']);
/** Work that takes Sentinel's time and the desk's memory: a person has few of it at once. */
const WORK: { readonly [Kind in Budget]?: LeasedWork } = { reveals: 'reveal' };

/** What an action asks for; `null` for an action without a budget. */
export function costOf(action: AuditAction, customer?: string): Ask | null {
  const budget = COSTS[action];
  return budget === null ? null : askOf(budget, customer);
}

/** One of a budget, with what goes with it. */
export function askOf(budget: Budget, customer?: string): Ask {
  const work = WORK[budget];
  return {
    budgets: [{ budget, amount: 1 }],
    ...(customer !== undefined && SHOWS_A_CUSTOMER.has(budget) && { customer }),
    ...(work !== undefined && { work }),
  };
}
