import 'server-only';
import { type AuditKey, fingerprint } from './keys';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * How the trail names a customer: by the vendor's uuid. The vendor calls it an opaque string, and people paste e-mails
 * and phone numbers into addresses. So a value without the shape of a uuid is kept as a keyed HMAC, by which the same
 * value can still be found again.
 */
export function customerRef(key: AuditKey, uuid: string): string {
  return UUID.test(uuid) ? uuid.toLowerCase() : `hmac:${fingerprint(key, `customer:${uuid}`)}`;
}
