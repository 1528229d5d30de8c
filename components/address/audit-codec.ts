import type { AuditAction } from '@/lib/contracts/audit-details';
import { ACTION_LABELS } from '@/lib/words/audit';
import { isDay } from '@/lib/writing/days';
import { readUuid } from '@/lib/writing/uuids';
import { addressCodec, checkedText, oneOf, wholeNumber } from './codec';

export const ACTIONS = Object.keys(ACTION_LABELS) as AuditAction[];

/**
 * A uuid in lower case, as the trail has it. Nothing else may get into an address: people paste phone numbers, and a
 * browser keeps addresses.
 */
export function parseUuid(text: string): string | null {
  return readUuid(text);
}

/** A day that exists, of this century: while a person types a year, the box passes through the years 2, 20 and 202. */
export function parseDay(text: string): string | null {
  return text.startsWith('20') && isDay(text) ? text : null;
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
