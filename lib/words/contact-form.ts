import type { ContactField } from '../contracts/audit-values';
import { LOCALE, spoken } from './language';

/** The form that corrects a contact: what is wrong with a box, and why a correction failed. */
export interface ContactFormWords {
  /** Sentinel has no way to clear a value. */
  cannotRemove: Record<ContactField, string>;
  tooLong: string;
  notAContact: Record<ContactField, string>;
  willBeSavedAs: (value: string) => string;
  didYouMean: (domain: string) => string;
  anyWriting: (one: string, other: string) => string;
  /** `values`: one value, or "a or b". */
  inUse: (values: string) => string;
  changedMeanwhile: string;
  whatYouSaw: string;
  whatSentinelHolds: string;
  goOn: string;
  lostAnswer: string;
  check: string;
  notThere: string;
}

const ENGLISH: ContactFormWords = {
  cannotRemove: {
    email: 'Sentinel can’t remove an e-mail address, only replace it.',
    phoneNumber: 'Sentinel can’t remove a phone number, only replace it.',
  },
  tooLong: 'Is too long.',
  notAContact: {
    email: 'Must be an e-mail address, like name@example.com.',
    phoneNumber: 'Must be a phone number, like +971 50 123 4567.',
  },
  willBeSavedAs: (value) => `Will be saved as ${value}`,
  didYouMean: (domain) => `Did you mean ${domain}?`,
  anyWriting: (one, other) => `Any usual writing, such as ${one} or ${other}.`,
  inUse: (values) => `${values} is already used by another customer. Nothing was saved.`,
  changedMeanwhile: 'Somebody else changed this contact meanwhile. Nothing was overwritten.',
  whatYouSaw: 'What you saw',
  whatSentinelHolds: 'What Sentinel holds now',
  goOn: 'Continue from the current version',
  lostAnswer: 'The change may or may not have been saved: check before you repeat it.',
  check: 'Check what Sentinel holds',
  notThere: 'The change is not there. Sentinel holds:',
};

export const CONTACT_FORM_WORDS = spoken({ en: ENGLISH });

const CHOICES = new Intl.ListFormat(LOCALE, { type: 'disjunction' });

/** "new@example.com or +971501234567 is already used by another customer. …" */
export function inUseText(values: readonly string[]): string {
  return CONTACT_FORM_WORDS.inUse(CHOICES.format(values));
}
