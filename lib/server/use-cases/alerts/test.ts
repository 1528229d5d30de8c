import 'server-only';
import { alert } from '../../alerts/public';
import type { AuditContext } from '../../audit/public';
import { recorded } from '../audited';

/**
 * Raises an alert that says nothing but who asked for it, so that an administrator sees whether alerts arrive.
 * @throws DeskError `audit_unavailable`
 */
export async function testAlert(audit: AuditContext): Promise<void> {
  const { id } = audit.actor;
  await recorded(audit, {
    action: 'alert.tested',
    work: async () => {
      if (id !== null) await alert('test', { account: id });
    },
    detail: () => ({}),
  });
}
