import 'server-only';
import type { ConfirmBody } from '../../../contracts/account-requests';
import type { RecoveryCodes } from '../../../contracts/accounts';
import type { Viewer } from '../../../contracts/viewer';
import type { AuditContext } from '../../audit/public';
import { confirmEnrolment, type SessionName } from '../../auth/public';
import { scopeOf } from '../change-scope';

/**
 * Makes the drawn secret the person's second factor, and ends their other sessions.
 * @returns the recovery codes, shown once, and the session's new name for its cookie
 * @throws DeskError `invalid_request` naming `code` or `enrolment`; `forbidden`; `audit_unavailable`
 */
export async function confirmOwnSecondFactor(
  viewer: Viewer,
  body: ConfirmBody,
  audit: AuditContext,
): Promise<{ recovery: RecoveryCodes; session: SessionName | null }> {
  return await confirmEnrolment(scopeOf(audit), viewer, body);
}
