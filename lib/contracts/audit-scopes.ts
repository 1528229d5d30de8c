import type { ACTIONS, AuditAction } from './audit-details';

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
  'customer.field-revealed': 'customer',
  'customer.contact-corrected': 'customer',
  'customers.exported': 'customer',
  'directory.forgotten': 'all',
  'customer.link-created': 'customer',
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
  'alert.tested': 'all',
  'review.found': 'all',
  'reviews.read': 'all',
  'review.closed': 'all',
  'access.denied': 'all',
  'audit.read': 'all',
  'audit.verified': 'all',
  'audit.exported': 'all',
};
