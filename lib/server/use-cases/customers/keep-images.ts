import 'server-only';
import type { AuditContext } from '../../audit/public';
import { recorded } from '../audited';

/**
 * Notes that a person goes on looking at images that they have shown, before their browser keeps them on screen for
 * another five minutes. No image leaves the server, which holds none.
 *
 * @throws DeskError `audit_unavailable`: then the images hide in time
 */
export async function keepImages(uuid: string, audit: AuditContext): Promise<{ kept: true }> {
  return await recorded(audit, {
    action: 'customer.images-kept',
    customer: () => uuid,
    work: async () => ({ kept: true as const }),
    detail: () => ({}),
  });
}
