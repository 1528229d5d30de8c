import 'server-only';
import type { Viewer } from '../../../contracts/viewer';
import type { AuditContext } from '../../audit/public';
import { removePasskey, renamePasskey } from '../../auth/public';
import { scopeOf } from '../change-scope';

/** @throws DeskError `not_found` for a passkey that is not the person's; `audit_unavailable` */
export async function renameOwnPasskey(viewer: Viewer, id: string, name: string, audit: AuditContext): Promise<void> {
  await renamePasskey(scopeOf(audit), viewer, id, name);
}

/** @throws DeskError as above; AccountError for the last passkey of a person whose role needs one */
export async function removeOwnPasskey(viewer: Viewer, id: string, audit: AuditContext): Promise<void> {
  await removePasskey(scopeOf(audit), viewer, id);
}
