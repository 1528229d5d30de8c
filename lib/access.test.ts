import { expect, it } from 'vitest';
import { can, isRole, PERMISSIONS, ROLES, type Role } from './access';

it('grants each role exactly its permissions', () => {
  const table = Object.fromEntries(ROLES.map((role) => [role, PERMISSIONS.filter((one) => can({ role }, one))]));
  expect(table).toEqual({
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
    admin: [
      'customers:read',
      'identity:view',
      'identity:reveal',
      'images:view',
      'contact:edit',
      'contact:approve',
      'notes:remove',
      'link:create',
      'views:manage',
      'customers:export',
      'audit:customers',
      'audit:all',
      'accounts:manage',
      'reviews:read',
      'reviews:close',
      'access:review',
      'alerts:read',
      'system:read',
    ],
  });
});

it('adds what the operator adds to a role, and nothing else', () => {
  expect(can({ role: 'support', added: ['identity:reveal'] }, 'identity:reveal')).toBe(true);
  expect(can({ role: 'support', added: ['identity:reveal'] }, 'identity:view')).toBe(false);
  expect(can({ role: 'support', added: [] }, 'identity:reveal')).toBe(false);
});

it('grants an unknown role nothing', () => {
  expect(can({ role: 'auditor' as Role }, 'customers:read')).toBe(false);
});

it('knows a role by its exact name alone', () => {
  expect(ROLES.map(isRole)).toEqual([true, true, true]);
  for (const other of ['auditor', 'Admin', '', undefined, null, 0]) expect(isRole(other)).toBe(false);
});
