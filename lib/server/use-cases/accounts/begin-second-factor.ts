import 'server-only';
import type { Enrolment } from '../../../contracts/accounts';
import type { Viewer } from '../../../contracts/viewer';
import type { AuditContext } from '../../audit/public';
import { beginEnrolment } from '../../auth/public';
import { scopeOf } from '../change-scope';

/**
 * Draws a secret for the person's authenticator app. Nothing is stored, so nothing is recorded.
 * @throws DeskError `forbidden` for a person who signs in through the identity provider
 */
export function beginOwnSecondFactor(viewer: Viewer, audit: AuditContext): Enrolment {
  return beginEnrolment(scopeOf(audit), viewer);
}
