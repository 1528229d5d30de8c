import { expect, it } from 'vitest';
import { can, PERMISSIONS, ROLES, type Role } from './access';

it('grants each role exactly its permissions', () => {
  const table = Object.fromEntries(ROLES.map((role) => [role, PERMISSIONS.filter((one) => can({ role }, one))]));
  expect(table).toEqual({
    support: ['customers:read', 'contact:edit'],
    compliance: ['customers:read', 'images:view', 'audit:customers'],
    admin: ['customers:read', 'images:view', 'contact:edit', 'audit:customers', 'audit:all', 'accounts:manage'],
  });
});

it('grants an unknown role nothing', () => {
  expect(can({ role: 'auditor' as Role }, 'customers:read')).toBe(false);
});
