import 'server-only';
import type { Masked } from '../../contracts/audit-details';
import { type AuditKey, fingerprint } from './keys';

/**
 * The form in which the trail may keep a value: a reader who knows the value recognises it, and others learn nothing.
 */
export function masked(key: AuditKey, field: 'email' | 'phoneNumber', value: string): Masked {
  const hmac = fingerprint(key, `${field}:${value}`);
  return { masked: field === 'email' ? maskEmail(value) : maskPhone(value), hmac };
}

/**
 * `jane@example.com` -> `j•••@example.com`. A single letter before the @ would be the whole local part, so it is masked
 * as well.
 */
function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 1) return '•••';
  const [first = ''] = email;
  return `${at > first.length ? first : ''}•••${email.slice(at)}`;
}

/** `+971501234567` -> `+97150•••4567`; shows at most seven digits in ten, and none of a very short number. */
function maskPhone(phone: string): string {
  const hidden = Math.max(3, Math.ceil(phone.length * 0.23));
  const tail = Math.min(4, Math.max(0, phone.length - hidden - 4));
  const head = Math.min(6, Math.max(0, phone.length - hidden - tail));
  return phone.length < 8 ? '•••' : `${phone.slice(0, head)}•••${phone.slice(-tail)}`;
}
