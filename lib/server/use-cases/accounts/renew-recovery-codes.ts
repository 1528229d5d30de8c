import 'server-only';
import type { RecoveryCodes } from '../../../contracts/accounts';
import type { Viewer } from '../../../contracts/viewer';
import type { AuditContext } from '../../audit/public';
import { newRecoveryCodes } from '../../auth/public';
import { scopeOf } from '../change-scope';

/**
 * Replaces the person's recovery codes.
 * @throws DeskError `account_refused` without a second factor; `forbidden`; `audit_unavailable`
 */
export async function renewOwnRecoveryCodes(viewer: Viewer, audit: AuditContext): Promise<RecoveryCodes> {
  return await newRecoveryCodes(scopeOf(audit), viewer);
}
