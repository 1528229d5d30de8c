/**
 * The permissions of each role, as data. The same {@link can} hides a button and guards a handler, and no other code
 * decides. A role that the database holds but this table does not know may do nothing.
 */
export const ROLES = ['compliance', 'support', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  'customers:read',
  'images:view',
  'contact:edit',
  /** Create a link by which the customer verifies again. */
  'link:create',
  /** Download the customers that a search matches, as a file. */
  'customers:export',
  /** Read the audit events about customers. */
  'audit:customers',
  /** Read every audit event, those about accounts and sign-ins included; verify and export the trail. */
  'audit:all',
  'accounts:manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const GRANTS: Record<Role, readonly Permission[]> = {
  support: ['customers:read', 'contact:edit', 'link:create'],
  compliance: ['customers:read', 'images:view', 'customers:export', 'audit:customers'],
  admin: PERMISSIONS,
};

/** Whether a role has a permission. */
export function can(who: { role: Role }, permission: Permission): boolean {
  return GRANTS[who.role]?.includes(permission) ?? false;
}

export function isRole(value: unknown): value is Role {
  return ROLES.some((role) => role === value);
}
