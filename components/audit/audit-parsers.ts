import { createParser, parseAsStringLiteral } from 'nuqs/server';
import type { AuditAction } from '@/lib/contracts/audit-details';
import { ACTION_LABELS } from '@/lib/words/audit';

export const ACTIONS = Object.keys(ACTION_LABELS) as AuditAction[];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** In lower case, as the trail keeps it. Nothing else: what people paste may be a phone number, and addresses are kept. */
export function parseUuid(text: string): string | null {
  const uuid = text.trim().toLowerCase();
  return UUID.test(uuid) ? uuid : null;
}

/** A day that exists, of this century: while a year is being typed it is the year 2, then 20, then 202. */
export function parseDay(text: string): string | null {
  if (!/^20\d{2}-\d{2}-\d{2}$/.test(text)) return null;
  const day = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text ? null : text;
}

export function parseBefore(text: string): number | null {
  const seq = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  return seq >= 1 ? seq : null;
}

const uuid = createParser({ parse: parseUuid, serialize: String });
const day = createParser({ parse: parseDay, serialize: String });

/** Allow-lists: what doesn't parse counts as absent, and never reaches the API. */
export const AUDIT_PARSERS = {
  actor: uuid,
  action: parseAsStringLiteral(ACTIONS),
  customer: uuid,
  /** Days where the reader is, first and last included. */
  from: day,
  to: day,
  /** Entries older than this number; absent on the newest page. */
  before: createParser({ parse: parseBefore, serialize: String }),
};
