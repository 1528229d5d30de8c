import 'server-only';
import { type AuditKey, fingerprint, type KeyRing } from './keys';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * How the trail names a customer: by the vendor's uuid. The vendor calls it an opaque string, and people paste e-mails
 * and phone numbers into addresses. So a value without the shape of a uuid is kept as a keyed HMAC, by which the same
 * value can still be found again.
 */
export function customerRef(key: AuditKey, uuid: string): string {
  return UUID.test(uuid) ? uuid.toLowerCase() : `hmac:${fingerprint(key, `customer:${uuid}`)}`;
}

/**
 * How the trail may have named this customer: a retired key may have made the HMAC. The vendor's opaque keys are taken as
 * they are written, because `C-1` and `c-1` may be two customers.
 */
export function customerRefs({ all }: KeyRing, uuid: string): string[] {
  return [...new Set(all.map((key) => customerRef(key, uuid)))];
}
