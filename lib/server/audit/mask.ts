import 'server-only';
import type { Masked } from '../../contracts/audit-details';
import { type AuditKey, fingerprint } from './keys';

/** A value as the trail may keep it: recognisable to whoever knows it, useless to whoever doesn't. */
export function masked(key: AuditKey, field: 'email' | 'phoneNumber', value: string): Masked {
  const hmac = fingerprint(key, `${field}:${value}`);
  return { masked: field === 'email' ? maskEmail(value) : maskPhone(value), hmac };
}

/** `jane@example.com` -> `j•••@example.com`. A single letter before the @ would be the whole of it, and goes too. */
function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 1) return '•••';
  const [first = ''] = email;
  return `${at > first.length ? first : ''}•••${email.slice(at)}`;
}

/** `+971501234567` -> `+97150•••4567`; never more than seven places in ten, and nothing of a very short one. */
function maskPhone(phone: string): string {
  const hidden = Math.max(3, Math.ceil(phone.length * 0.23));
  const tail = Math.min(4, Math.max(0, phone.length - hidden - 4));
  const head = Math.min(6, Math.max(0, phone.length - hidden - tail));
  return phone.length < 8 ? '•••' : `${phone.slice(0, head)}•••${tail === 0 ? '' : phone.slice(-tail)}`;
}
