import type { ACTIONS, AuditAction } from './audit-details';

/**
 * Actions that show a customer and change nothing. There are many of them, so pages read them apart and fold repeated
 * ones, and what was done to a customer stays in sight.
 */
export const LOOKS = ['customer.opened', 'customer.looked-up'] as const satisfies readonly AuditAction[];

export function isLook(action: AuditAction): action is (typeof LOOKS)[number] {
  return LOOKS.some((look) => look === action);
}

/**
 * The scope of each action, for the browser, which must not load the schemas of `ACTIONS` for it. The type takes each
 * value from `ACTIONS`, so a scope that differs from the server's policy does not compile.
 */
export const ACTION_SCOPES: { readonly [A in AuditAction]: (typeof ACTIONS)[A]['scope'] } = {
  'session.signed-in': 'all',
  'session.refused': 'all',
  'session.locked-out': 'all',
  'session.proved': 'all',
  'session.signed-out': 'all',
  'session.ended': 'all',
  'customers.listed': 'customer',
  'customers.searched': 'customer',
  'customer.looked-up': 'customer',
  'customer.opened': 'customer',
  'customer.images-revealed': 'customer',
  'customer.images-kept': 'customer',
  'customer.printed': 'customer',
  'customers.printed': 'customer',
  'page.printed': 'all',
  'customer.field-revealed': 'customer',
  'customer.contact-corrected': 'customer',
  'customer.caller-checked': 'customer',
  'customer.caller-check-closed': 'customer',
  'customer.approval-requested': 'customer',
  'customer.approval-granted': 'customer',
  'customer.approval-declined': 'customer',
  'customer.approval-ended': 'customer',
  'approvals.read': 'customer',
  'customers.exported': 'customer',
  'directory.forgotten': 'all',
  'customer.link-created': 'customer',
  'customer.document-marked': 'customer',
  'customer.note-written': 'customer',
  'customer.note-changed': 'customer',
  'customer.note-deleted': 'customer',
  'view.saved': 'all',
  'view.changed': 'all',
  'view.removed': 'all',
  'account.created': 'all',
  'account.role-changed': 'all',
  'account.email-changed': 'all',
  'account.disabled': 'all',
  'account.enabled': 'all',
  'account.link-issued': 'all',
  'account.password-set': 'all',
  'account.second-factor': 'all',
  'account.passkey-enrolled': 'all',
  'account.passkey-renamed': 'all',
  'account.passkey-removed': 'all',
  'account.passkey-refused': 'all',
  'access.reviewed': 'all',
  'alert.tested': 'all',
  'review.found': 'all',
  'reviews.read': 'all',
  'review.closed': 'all',
  'budget.spent': 'all',
  'budget.granted': 'all',
  'access.denied': 'all',
  'audit.read': 'all',
  'audit.verified': 'all',
  'audit.exported': 'all',
  'records.removed': 'all',
};
