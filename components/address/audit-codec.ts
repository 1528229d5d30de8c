import type { AuditAction } from '@/lib/contracts/audit-details';
import { ACTION_LABELS } from '@/lib/words/audit';
import { addressCodec, checkedText, oneOf, wholeNumber } from './codec';

export const ACTIONS = Object.keys(ACTION_LABELS) as AuditAction[];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A uuid in lower case, as the trail has it. Nothing else may get into an address: people paste phone numbers, and a
 * browser keeps addresses.
 */
export function parseUuid(text: string): string | null {
  const uuid = text.trim().toLowerCase();
  return UUID.test(uuid) ? uuid : null;
}

/** A day that exists, of this century: while a person types a year, the box passes through the years 2, 20 and 202. */
export function parseDay(text: string): string | null {
  if (!/^20\d{2}-\d{2}-\d{2}$/.test(text)) return null;
  const day = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text ? null : text;
}

const uuid = checkedText(parseUuid);
const day = checkedText(parseDay);

export const AUDIT_CODEC = addressCodec(
  {
    actor: uuid,
    action: oneOf(ACTIONS),
    customer: uuid,
    /** Days in the reader's time zone, both included. */
    from: day,
    to: day,
    /** Entries older than this number; absent on the newest page. */
    before: wholeNumber(1, 999_999_999_999_999),
  },
  {},
);
