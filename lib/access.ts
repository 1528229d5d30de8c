/**
 * The permissions of each role, as data. The same {@link can} hides a button and guards a handler, and no other code
 * decides. A role that the database holds but this table does not know may do nothing. Which fields of a customer a
 * permission shows is data as well: `contracts/knowledge.ts`.
 */
export const ROLES = ['compliance', 'support', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  'customers:read',
  /** See the identity fields of a customer: birth date, whole document numbers, OCR, scores. */
  'identity:view',
  /** Ask for one hidden field of one customer, with a purpose. Without `identity:view` it is the only way to it. */
  'identity:reveal',
  'images:view',
  'contact:edit',
  /** Decide changes that need a second person. Nobody decides their own, whatever their role. */
  'contact:approve',
  /** Delete notes of other people. Everybody who may open a customer reads and writes notes. */
  'notes:remove',
  /** Create a link by which the customer verifies again. */
  'link:create',
  /** Change and remove the team's views that colleagues saved, and choose those of the daily digest. */
  'views:manage',
  /** Download the customers that a search matches, as a file. */
  'customers:export',
  /** Read the audit events about customers. */
  'audit:customers',
  /** Read every audit event, those about accounts and sign-ins included; verify and export the trail. */
  'audit:all',
  'accounts:manage',
  /** Read what the rules have said about people's use of the desk. Sentences about sessions take `audit:all` besides. */
  'reviews:read',
  /** Close such a sentence with a word, never one about oneself. */
  'reviews:close',
  /** Make the month's evidence of who has which role and used it for what. */
  'access:review',
  /** Read what the desk tells administrators of by itself, and try the way of these alerts. */
  'alerts:read',
  /** See how the desk and what it rests on do: vendor, database, trail, replicas, settings without secrets. */
  'system:read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const GRANTS: Record<Role, readonly Permission[]> = {
  support: ['customers:read', 'contact:edit', 'link:create'],
  compliance: [
    'customers:read',
    'identity:view',
    'images:view',
    'contact:approve',
    'link:create',
    'views:manage',
    'customers:export',
    'audit:customers',
    'reviews:read',
    'reviews:close',
    'access:review',
  ],
  admin: PERMISSIONS,
};

/** The permissions that the operator may add to a role (`IDENTITY_REVEAL`). The table above stays the least. */
export type AddedPermission = Extract<Permission, 'identity:reveal'>;

/** Whether a role has a permission: by the table, or because the operator has added it to the role. */
export function can(who: { role: Role; added?: readonly AddedPermission[] }, permission: Permission): boolean {
  return (GRANTS[who.role]?.includes(permission) ?? false) || (who.added?.some((one) => one === permission) ?? false);
}

export function isRole(value: unknown): value is Role {
  return ROLES.some((role) => role === value);
}
