import type { ExpiringRow } from '@/lib/contracts/directory';
import type { Expiry } from '@/lib/kyc/documents';
import { documentLabel } from './documents';
import { spoken } from './language';
import { counted, type PluralForms } from './numbers';

export interface ExpiryWords {
  expired: string;
  expiredYesterday: string;
  expiredAgo: PluralForms;
  expiresToday: string;
  expiresIn: PluralForms;
  valid: string;
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

/** "Expires in 12 days: Passport", "Expired 3 days ago: Emirates ID"; without a date "Expired: Passport". */
export function daysText({ days, documentType }: Pick<ExpiringRow, 'days' | 'documentType'>): string {
  return WORDS.ofDocument(stateText(days), documentLabel(documentType));
}

function stateText(days: number | null): string {
  if (days === null) return WORDS.expired;
  if (days >= 0) return expiresText(days);
  return days === -1 ? WORDS.expiredYesterday : counted(-days, WORDS.expiredAgo);
}
