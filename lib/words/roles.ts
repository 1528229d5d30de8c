import type { Role } from '../access';
import { spoken } from './language';

export type RoleWords = Record<Role, string>;

const ENGLISH: RoleWords = {
  compliance: 'Compliance',
  support: 'Support',
  admin: 'Administrator',
};

/** The names of the roles. */
export const ROLE_LABELS: RoleWords = spoken({ en: ENGLISH });
