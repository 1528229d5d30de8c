import type { Role } from '@/lib/access';

/** What the roles are called. */
export const ROLE_LABELS: Record<Role, string> = {
  compliance: 'Compliance',
  support: 'Support',
  admin: 'Administrator',
};
