import type { ExpiringRow } from '@/lib/contracts/expiring';
import type { Expiry } from '@/lib/kyc/expiry';
import { documentLabel } from './documents';
import { formatDay } from './format';
import { spoken } from './language';
import { counted, type PluralForms } from './numbers';

export interface ExpiryWords {
  expired: string;
  expiredYesterday: string;
  expiredAgo: PluralForms;
  expiresToday: string;
  expiresIn: PluralForms;
  valid: string;
  /** Sentinel and the date contradict each other. */
  disputed: (day: string) => string;
  /** Customers of whom it cannot be told when a document expires. */
  unreadable: PluralForms;
  /** A state of a document, with its name. */
  ofDocument: (state: string, document: string) => string;
}

const ENGLISH: ExpiryWords = {
  expired: 'Expired',
  expiredYesterday: 'Expired yesterday',
  expiredAgo: { one: 'Expired # day ago', other: 'Expired # days ago' },
  expiresToday: 'Expires today',
  expiresIn: { one: 'Expires in # day', other: 'Expires in # days' },
  valid: 'Valid',
  disputed: (day) => `Sentinel lists this as expired; the date says ${day}`,
  unreadable: {
    one: '# customer has an expiry that could not be read',
    other: '# customers have an expiry that could not be read',
  },
  ofDocument: (state, document) => `${state}: ${document}`,
};

const WORDS = spoken({ en: ENGLISH });

export const { expired: EXPIRED, valid: VALID } = WORDS;

/** "Expires in 12 days", "Expires today"; for days that are not past. */
export function expiresText(days: number): string {
  return days === 0 ? WORDS.expiresToday : counted(days, WORDS.expiresIn);
}

/** The text of a badge: "Expired: Emirates ID", "Expires in 12 days: Passport". */
export function expiryText(expiry: Expiry): string {
  const state = expiry.kind === 'expired' ? WORDS.expired : expiresText(expiry.days);
  return WORDS.ofDocument(state, documentLabel(expiry.type));
}

/** "Sentinel lists this as expired; the date says 30 Nov 2029"; `null` where they don't contradict each other. */
export function disputedText(day: string | null): string | null {
  return day === null ? null : WORDS.disputed(formatDay(day));
}

/** A badge's whole text: what the badge says, and the contradiction that it has no room for. */
export function expiryTitle(expiry: Expiry): string {
  const disputed = expiry.kind === 'expired' ? disputedText(expiry.disputed) : null;
  return disputed === null ? expiryText(expiry) : `${expiryText(expiry)}. ${disputed}.`;
}

/** "Expires in 12 days: Passport", "Expired 3 days ago: Emirates ID"; without a date "Expired: Passport". */
export function daysText({ days, documentType }: Pick<ExpiringRow, 'days' | 'documentType'>): string {
  return WORDS.ofDocument(stateText(days), documentLabel(documentType));
}

function stateText(days: number | null): string {
  if (days === null) return WORDS.expired;
  if (days >= 0) return expiresText(days);
  return days === -1 ? WORDS.expiredYesterday : counted(-days, WORDS.expiredAgo);
}

/** "3 customers have an expiry that could not be read". */
export function expiryUnreadableText(customers: number): string {
  return counted(customers, WORDS.unreadable);
}
