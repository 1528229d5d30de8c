import 'server-only';
import { type AddedPermission, can, isRole, type Permission, type Role } from '../access';
import type { AuditContext } from './audit/public';
import { env } from './env';

/** The permissions that the operator has added to a role (`IDENTITY_REVEAL`). */
export function addedTo(role: Role): AddedPermission[] {
  return env().IDENTITY_REVEAL.includes(role) ? ['identity:reveal'] : [];
}

/**
 * Whether the actor of a request has a permission. An answer is cut for the very person whom the trail names, so no
 * caller can record one person and answer another. A program without a role has no permission.
 */
export function actorMay({ actor: { role } }: AuditContext, permission: Permission): boolean {
  return isRole(role) && can({ role, added: addedTo(role) }, permission);
}
