import 'server-only';
import type { AuditContext } from '../../audit/public';
import { removeSecondFactor } from '../../auth/public';
import { scopeOf } from '../change-scope';

/**
 * Removes the second factor of a person who has lost their phone.
 * @throws AccountError for an account without one, or of the identity provider; DeskError `audit_unavailable`
 */
export async function resetSecondFactor(id: string, audit: AuditContext): Promise<void> {
  await removeSecondFactor(scopeOf(audit), id);
}
