import 'server-only';
import type { AccountPatch } from '../../../contracts/account-requests';
import type { AuditContext } from '../../audit/public';
import { disableAccount, enableAccount, setRole } from '../../auth/public';
import { scopeOf } from '../change-scope';

/**
 * Gives an account another role, disables or enables it.
 * @throws AccountError for a change that the rules of accounts forbid; DeskError `audit_unavailable`
 */
export async function changeAccount(id: string, change: AccountPatch, audit: AuditContext): Promise<void> {
  const scope = scopeOf(audit);
  if ('role' in change) return await setRole(scope, id, change.role);
  return change.disabled ? await disableAccount(scope, id) : await enableAccount(scope, id);
}
