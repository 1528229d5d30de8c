import 'server-only';
import type { ConfirmBody } from '../../../contracts/account-requests';
import type { Enrolment, RecoveryCodes } from '../../../contracts/accounts';
import type { Viewer } from '../../../contracts/viewer';
import type { AuditContext } from '../../audit/public';
import { beginEnrolment, confirmEnrolment, newRecoveryCodes } from '../../auth/public';
import { scopeOf } from '../change-scope';

/**
 * Draws a secret for the person's authenticator app. Nothing is stored, so nothing is recorded.
 * @throws DeskError `forbidden` for a person who signs in through the identity provider
 */
export function beginOwnSecondFactor(viewer: Viewer, audit: AuditContext): Enrolment {
  return beginEnrolment(scopeOf(audit), viewer);
}

/**
 * Makes the drawn secret the person's second factor, and ends their other sessions.
 * @returns the recovery codes, shown once
 * @throws DeskError `invalid_request` naming `code` or `enrolment`; `forbidden`; `audit_unavailable`
 */
export async function confirmOwnSecondFactor(
  viewer: Viewer,
  body: ConfirmBody,
  audit: AuditContext,
): Promise<RecoveryCodes> {
  return await confirmEnrolment(scopeOf(audit), viewer, body);
}

/**
 * Replaces the person's recovery codes.
 * @throws DeskError `account_refused` without a second factor; `forbidden`; `audit_unavailable`
 */
export async function renewOwnRecoveryCodes(viewer: Viewer, audit: AuditContext): Promise<RecoveryCodes> {
  return await newRecoveryCodes(scopeOf(audit), viewer);
}
