import type { ContactField } from '../contracts/audit-values';
import { spoken } from './language';

export interface ContactWords {
  fields: Record<ContactField, string>;
  /** The contact that Sentinel just gave is not the one that the directory held. */
  changed: Record<ContactField | 'both', string>;
}

const ENGLISH: ContactWords = {
  fields: { email: 'Email', phoneNumber: 'Phone number' },
  changed: {
    email: 'The e-mail changed at Sentinel since the directory last saw it.',
    phoneNumber: 'The phone number changed at Sentinel since the directory last saw it.',
    both: 'The e-mail and the phone number changed at Sentinel since the directory last saw them.',
  },
};

const WORDS = spoken({ en: ENGLISH });

/** The fields of the contact form. */
export const FIELD_LABELS = WORDS.fields;

/** "The e-mail changed at Sentinel since the directory last saw it."; `null` without a change. */
export function contactChangedText(fields: readonly ContactField[]): string | null {
  const [only, ...others] = fields;
  if (only === undefined) return null;
  return WORDS.changed[others.length > 0 ? 'both' : only];
}
