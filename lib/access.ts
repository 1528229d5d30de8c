/**
 * Who may do what, as data. The same {@link can} hides a button and guards a handler; there is no other place that
 * decides. A role that the database holds but this table doesn't know may do nothing.
 */
export const ROLES = ['compliance', 'support', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  'customers:read',
  'images:view',
  'contact:edit',
  /** A link by which the customer verifies again. */
  'link:create',
  /** What a search matches, as a file. */
  'customers:export',
  /** The audit events of customers. */
  'audit:customers',
  /** Every audit event, accounts and sign-ins too; checking and exporting them. */
  'audit:all',
  'accounts:manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const GRANTS: Record<Role, readonly Permission[]> = {
  support: ['customers:read', 'contact:edit', 'link:create'],
  compliance: ['customers:read', 'images:view', 'customers:export', 'audit:customers'],
  admin: PERMISSIONS,
};

/** Whether somebody of this role may do this. */
export function can(who: { role: Role }, permission: Permission): boolean {
  return GRANTS[who.role]?.includes(permission) ?? false;
}

export function isRole(value: unknown): value is Role {
  return ROLES.some((role) => role === value);
}
